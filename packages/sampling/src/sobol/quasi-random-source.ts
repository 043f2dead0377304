import { standardNormalQuantile } from '../random/normal-distribution.js';
import type { RandomSource } from '../random/random-source.js';

/**
 * Makes every kind of random number from one number of (0, 1): the value at that quantile of its distribution. What is
 * drawn from a coordinate of an evenly spread point is then evenly spread itself, as a draw takes one number of one kind.
 */
export function createQuasiRandomSource(quantile: number): RandomSource {
  return {
    uniform: () => quantile,
    integerBelow: (count) => Math.floor(quantile * count),
    // A double below 1 is a multiple of 2^-53 or finer where it is at least 2^-1; what lies beyond 53 digits is cut.
    bigIntegerBelow: (count) => (BigInt(Math.floor(quantile * 2 ** 53)) * count) >> 53n,
    standardNormal: () => standardNormalQuantile(quantile),
  };
}
