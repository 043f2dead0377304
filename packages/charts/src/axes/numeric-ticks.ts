/** The ticks of a linear axis, and how far they are from each other. */
export interface Ticks {
  readonly step: number;
  readonly values: readonly number[];
}

/**
 * Multiples of 1, 2 or 5 times a power of ten between two numbers, about as many as are wanted.
 * Source of the rule: Heckbert, Nice Numbers for Graph Labels (Graphics Gems, 1990).
 */
export function linearTicks(low: number, high: number, wanted: number): Ticks {
  const range = high - low;
  if (!(range > 0) || !Number.isFinite(range)) return { step: range, values: range > 0 ? [low, 0, high] : [low] };
  const rough = range / Math.max(1, wanted);
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * (power === 0 ? 1 : factorOf(rough / power));
  // Where doubles are too coarse for such a step, the ends are all that can be told apart.
  if (!(step > 0) || low + step === low || high - step === high) return { step: range, values: [low, high] };
  const first = Math.ceil(low / step - 1e-9);
  const last = Math.floor(high / step + 1e-9);
  const values = Array.from({ length: Math.max(0, last - first + 1) }, (_, index) =>
    Math.min(high, Math.max(low, tidy((first + index) * step))),
  );
  return { step, values };
}

/**
 * Powers of ten between two positive numbers, thinned out where there are many; with 2 and 5 times where there are few.
 */
export function logTicks(low: number, high: number, wanted: number): readonly number[] {
  const first = Math.floor(Math.log10(low) - 1e-9);
  const last = Math.ceil(Math.log10(high) + 1e-9);
  const decades = Math.log10(high) - Math.log10(low);
  const every = Math.max(1, Math.ceil(decades / Math.max(1, wanted)));
  const factors =
    decades < 1.2 ? [1, 2, 3, 5, 7] : decades < wanted / 2.5 ? [1, 2, 5] : decades < wanted / 1.6 ? [1, 3] : [1];
  const values: number[] = [];
  for (let exponent = first; exponent <= last; exponent += 1) {
    if (exponent % every !== 0) continue;
    for (const factor of factors) {
      const value = Number(`${factor}e${exponent}`);
      if (value >= low && value <= high) values.push(value);
    }
  }
  return values.length >= 2 ? values : [...new Set([low, ...values, high])];
}

/** The factor whose step is nearest, by its ratio to the rough one. */
function factorOf(part: number): number {
  if (part < Math.SQRT2) return 1;
  if (part < Math.sqrt(10)) return 2;
  return part < Math.sqrt(50) ? 5 : 10;
}

/** Without the noise of the multiplication: 0.3 and not 0.30000000000000004. */
function tidy(value: number): number {
  return Number(value.toPrecision(12));
}
