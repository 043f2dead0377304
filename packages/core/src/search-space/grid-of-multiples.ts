import { toExactDecimal } from '../metrics/exact-decimal.js';

/** The multiples of `q`, exact in decimals: the third multiple of 0.1 is 0.3, not 0.30000000000000004. */
export interface GridOfMultiples {
  /** The number of the multiple that is nearest to a value. */
  nearest(value: number): number;
  /** The value of a multiple: the double that is nearest to the exact decimal product. */
  at(index: number): number;
  /** The number of the lowest multiple that is not below a value. */
  firstFrom(value: number): number;
  /** The number of the highest multiple that is not above a value. */
  lastUpTo(value: number): number;
}

function floorDivide(a: bigint, b: bigint): bigint {
  const quotient = a / b;
  return a % b !== 0n && a < 0n ? quotient - 1n : quotient;
}

/** Makes the grid of a `q` above 0. */
export function createGridOfMultiples(q: number): GridOfMultiples {
  const step = toExactDecimal(q);

  function floorOfQuotient(value: number): number {
    const decimal = toExactDecimal(value);
    const exponent = Math.min(decimal.exponent, step.exponent);
    const numerator = decimal.digits * 10n ** BigInt(decimal.exponent - exponent);
    const divisor = step.digits * 10n ** BigInt(step.exponent - exponent);
    return Number(floorDivide(numerator, divisor));
  }

  return {
    nearest: (value) => Math.round(value / q),
    at: (index) => {
      if (index === 0 || !Number.isFinite(index)) return index + 0;
      return Number(`${BigInt(index) * step.digits}e${step.exponent}`);
    },
    firstFrom: (value) => -floorOfQuotient(-value) + 0,
    lastUpTo: floorOfQuotient,
  };
}
