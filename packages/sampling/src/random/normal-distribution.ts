// The normal distribution with mean 0 and standard deviation 1.

/** The density at z. */
export function standardNormalDensity(z: number): number {
  return Math.exp((-z * z) / 2) / Math.sqrt(2 * Math.PI);
}

/** The value of a polynomial, the highest coefficient first. */
function polynomial(x: number, coefficients: readonly number[]): number {
  let value = 0;
  for (const coefficient of coefficients) value = value * x + coefficient;
  return value;
}

/**
 * The probability of a number below z, to about 14 digits (8 where z is beyond 7). The rational approximation of J. F. Hart in the form of
 * G. West, "Better approximations to cumulative normal functions", Wilmott Magazine (2005).
 */
export function standardNormalDistribution(z: number): number {
  const x = Math.abs(z);
  if (x > 37) return z > 0 ? 1 : 0;
  const tail = Math.exp((-x * x) / 2) * (x < 7.07106781186547 ? polynomial(x, near) / polynomial(x, below) : far(x));
  return z > 0 ? 1 - tail : tail;
}

const near = [
  0.0352624965998911, 0.700383064443688, 6.37396220353165, 33.912866078383, 112.079291497871, 221.213596169931,
  220.206867912376,
];
const below = [
  0.0883883476483184, 1.75566716318264, 16.064177579207, 86.7807322029461, 296.564248779674, 637.333633378831,
  793.826512519948, 440.413735824752,
];

function far(x: number): number {
  let fraction = x + 0.65;
  for (let numerator = 4; numerator > 0; numerator -= 1) fraction = x + numerator / fraction;
  return 1 / (fraction * Math.sqrt(2 * Math.PI));
}

/**
 * The z below which a number lies with probability p of (0, 1), to about 16 digits. M. J. Wichura, "Algorithm AS 241: the
 * percentage points of the normal distribution", Applied Statistics 37 (1988), routine PPND16.
 */
export function standardNormalQuantile(p: number): number {
  const fromMiddle = p - 0.5;
  if (Math.abs(fromMiddle) <= 0.425) {
    const r = 0.180625 - fromMiddle * fromMiddle;
    return (fromMiddle * polynomial(r, middleAbove)) / polynomial(r, middleBelow);
  }
  const r = Math.sqrt(-Math.log(Math.min(p, 1 - p)));
  const z =
    r <= 5
      ? polynomial(r - 1.6, tailAbove) / polynomial(r - 1.6, tailBelow)
      : polynomial(r - 5, endAbove) / polynomial(r - 5, endBelow);
  return fromMiddle < 0 ? -z : z;
}

const middleAbove = [
  2509.0809287301227, 33430.57558358813, 67265.7709270087, 45921.95393154987, 13731.69376550946, 1971.5909503065513,
  133.14166789178438, 3.3871328727963665,
];
const middleBelow = [
  5226.495278852854, 28729.085735721943, 39307.89580009271, 21213.794301586597, 5394.196021424751, 687.1870074920579,
  42.31333070160091, 1,
];
const tailAbove = [
  0.0007745450142783414, 0.022723844989269184, 0.2417807251774506, 1.2704582524523684, 3.6478483247632045,
  5.769497221460691, 4.630337846156546, 1.4234371107496835,
];
const tailBelow = [
  1.0507500716444169e-9, 0.0005475938084995345, 0.015198666563616457, 0.14810397642748008, 0.6897673349851,
  1.6763848301838038, 2.053191626637759, 1,
];
const endAbove = [
  2.0103343992922881e-7, 2.7115555687434876e-5, 0.0012426609473880784, 0.026532189526576124, 0.29656057182850487,
  1.7848265399172913, 5.463784911164114, 6.657904643501103,
];
const endBelow = [
  2.0442631033899397e-15, 1.421511758316446e-7, 1.8463183175100548e-5, 0.0007868691311456133, 0.014875361290850615,
  0.1369298809227358, 0.599832206555888, 1,
];
