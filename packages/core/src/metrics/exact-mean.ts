import {
  addDecimals,
  compareDecimals,
  divideDecimals,
  type ExactDecimal,
  multiplyDecimals,
  toExactDecimal,
  zeroDecimal,
} from './exact-decimal.js';

/** The mean of some numbers, as their decimals have it: that of 0.1, 0.2 and 0.3 is 0.2. */
export interface ExactMean {
  /** The nearest double. */
  readonly value: number;
  /** The exact sum; `undefined` where it is infinite. */
  readonly sum: ExactDecimal | undefined;
  readonly count: number;
}

/** Adds up numbers without losing a digit. */
export interface ExactSum {
  /** Takes the next number, which is not NaN. */
  add(value: number): void;
  /** The mean up to now; `undefined` of no numbers, and of infinities of both signs, which have no mean. */
  mean(): ExactMean | undefined;
}

/** Makes a sum of nothing. */
export function createExactSum(): ExactSum {
  let sum = zeroDecimal;
  /** The sum of the infinities; 0 where there was none. */
  let infinite = 0;
  let count = 0;
  return {
    add(value) {
      count += 1;
      if (Number.isFinite(value)) sum = addDecimals(sum, toExactDecimal(value));
      else infinite += value;
    },
    mean() {
      if (count === 0 || Number.isNaN(infinite)) return undefined;
      return infinite === 0 ? meanOfSum(sum, count) : { value: infinite, sum: undefined, count };
    },
  };
}

/** The mean of the numbers that come to a sum. */
export function meanOfSum(sum: ExactDecimal, count: number): ExactMean {
  return { value: divideDecimals(sum, toExactDecimal(count)), sum, count };
}

/** The mean of two means, each counting once; `undefined` of infinities of both signs. */
export function meanOfTwo(a: ExactMean, b: ExactMean): ExactMean | undefined {
  if (a.sum === undefined || b.sum === undefined) {
    const value = (a.sum === undefined ? a.value : 0) + (b.sum === undefined ? b.value : 0);
    return Number.isNaN(value) ? undefined : { value, sum: undefined, count: 2 };
  }
  return meanOfSum(addDecimals(scaled(a.sum, b.count), scaled(b.sum, a.count)), 2 * a.count * b.count);
}

/** Negative where `a` is less, positive where it is more, 0 where both are the same mean, also beyond what doubles tell apart. */
export function compareMeans(a: ExactMean, b: ExactMean): number {
  if (a.value !== b.value) return a.value < b.value ? -1 : 1;
  if (a.sum === undefined || b.sum === undefined) return 0;
  return compareDecimals(scaled(a.sum, b.count), scaled(b.sum, a.count));
}

function scaled(sum: ExactDecimal, by: number): ExactDecimal {
  return multiplyDecimals(sum, toExactDecimal(by));
}
