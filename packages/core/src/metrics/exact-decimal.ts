/** A number as people write it in decimals: `digits` times 10 to the power of `exponent`. */
export interface ExactDecimal {
  readonly digits: bigint;
  readonly exponent: number;
}

/** The decimal 0. */
export const zeroDecimal: ExactDecimal = { digits: 0n, exponent: 0 };

/**
 * The shortest decimal that reads as a double: what people wrote, and what they see. 0.1 is a tenth, not the double's
 * own 0.1000000000000000055….
 * @param value a finite number
 */
export function toExactDecimal(value: number): ExactDecimal {
  if (Number.isSafeInteger(value)) return { digits: BigInt(value), exponent: 0 };
  const [mantissa = '', exponent = '0'] = String(value).split('e');
  const point = mantissa.indexOf('.');
  if (point < 0) return { digits: BigInt(mantissa), exponent: Number(exponent) };
  const digits = mantissa.slice(0, point) + mantissa.slice(point + 1);
  return { digits: BigInt(digits), exponent: Number(exponent) - (mantissa.length - point - 1) };
}

/** The exact sum. Of two doubles it has some 620 digits at most, between 1e308 and 1e-308. */
export function addDecimals(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  if (a.exponent === b.exponent) return { digits: a.digits + b.digits, exponent: a.exponent };
  const exponent = Math.min(a.exponent, b.exponent);
  return { digits: digitsAt(a, exponent) + digitsAt(b, exponent), exponent };
}

/** The exact difference. */
export function subtractDecimals(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return addDecimals(a, { digits: -b.digits, exponent: b.exponent });
}

/** The exact product. */
export function multiplyDecimals(a: ExactDecimal, b: ExactDecimal): ExactDecimal {
  return { digits: a.digits * b.digits, exponent: a.exponent + b.exponent };
}

/** Negative where `a` is less, positive where it is more, 0 where both are the same number. */
export function compareDecimals(a: ExactDecimal, b: ExactDecimal): number {
  const { digits } = subtractDecimals(a, b);
  if (digits === 0n) return 0;
  return digits < 0n ? -1 : 1;
}

/** How many digits of a quotient are kept before it is rounded to a double, which has 17. */
const quotientDigits = 30;

/**
 * The double that is nearest to a quotient, as far as its first 30 digits say. A quotient that is a short decimal
 * (0.6 / 3) is that decimal.
 * @param divisor is not 0
 */
export function divideDecimals(a: ExactDecimal, divisor: ExactDecimal): number {
  const isNegative = a.digits < 0n !== divisor.digits < 0n;
  const [dividend, by] = [absolute(a.digits), absolute(divisor.digits)];
  const places = Math.max(0, quotientDigits + String(by).length - String(dividend).length);
  const shifted = dividend * 10n ** BigInt(places);
  const quotient = shifted / by;
  // A digit more says that the quotient goes on: it is above what was kept of it.
  const goesOn = shifted % by === 0n ? 0 : 1;
  const number = Number(`${quotient}${goesOn}e${a.exponent - divisor.exponent - places - 1}`);
  return isNegative && number !== 0 ? -number : number;
}

/** The double that is nearest to a decimal. */
export function decimalToNumber({ digits, exponent }: ExactDecimal): number {
  return Number(`${digits}e${exponent}`);
}

/** The digits of the same number with a lower exponent. */
function digitsAt({ digits, exponent }: ExactDecimal, lower: number): bigint {
  return exponent === lower ? digits : digits * 10n ** BigInt(exponent - lower);
}

function absolute(digits: bigint): bigint {
  return digits < 0n ? -digits : digits;
}
