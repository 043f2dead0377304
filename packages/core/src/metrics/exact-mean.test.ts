import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareMeans, createExactSum, type ExactMean, meanOfTwo } from './exact-mean.js';

function meanOf(values: readonly number[]): ExactMean | undefined {
  const sum = createExactSum();
  for (const value of values) sum.add(value);
  return sum.mean();
}

describe('an exact mean', () => {
  it('is that of the decimals, where doubles alone miss it', () => {
    expect((0.1 + 0.2 + 0.3) / 3).not.toBe(0.2);
    expect(meanOf([0.1, 0.2, 0.3])?.value).toBe(0.2);
    expect(meanOf([1e308, 1e308, 1e308])?.value).toBe(1e308);
    expect(meanOf([1e308, 5e-324, -1e308])?.value).toBe(0);
  });

  it('does not depend on the order, and lies between the least and the greatest', () => {
    const values = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 20 });
    fc.assert(
      fc.property(values, (list) => {
        const mean = meanOf(list)?.value ?? Number.NaN;
        expect(meanOf(list.toReversed())?.value).toBe(mean);
        expect(mean).toBeGreaterThanOrEqual(Math.min(...list));
        expect(mean).toBeLessThanOrEqual(Math.max(...list));
      }),
    );
  });

  it('of an infinity is infinite, and of nothing or of both infinities there is none', () => {
    const { POSITIVE_INFINITY: infinity } = Number;
    expect(meanOf([1, infinity, 3])).toEqual({ value: infinity, sum: undefined, count: 3 });
    expect([meanOf([]), meanOf([infinity, -infinity])]).toEqual([undefined, undefined]);
  });

  it('of two means counts each of them once, with no digit lost between', () => {
    const [third, twoThirds, infinite] = [meanOf([0, 0, 1]), meanOf([0, 1, 1]), meanOf([Number.POSITIVE_INFINITY])];
    if (third === undefined || twoThirds === undefined || infinite === undefined) throw new Error('no mean');
    expect(meanOfTwo(third, twoThirds)?.value).toBe(0.5);
    expect(meanOfTwo(third, infinite)?.value).toBe(Number.POSITIVE_INFINITY);
    expect(meanOfTwo(infinite, { ...infinite, value: Number.NEGATIVE_INFINITY })).toBeUndefined();
  });

  it('is less than another one also where the nearest double is the same', () => {
    const [less, more, infinite] = [meanOf([0.5, 0]), meanOf([0.5, 5e-324]), meanOf([Number.POSITIVE_INFINITY])];
    if (less === undefined || more === undefined || infinite === undefined) throw new Error('no mean');
    expect(more.value).toBe(less.value);
    expect([compareMeans(less, more), compareMeans(more, less), compareMeans(more, more)]).toEqual([-1, 1, 0]);
    expect([compareMeans(more, infinite), compareMeans(infinite, infinite)]).toEqual([-1, 0]);
  });
});
