import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { maxSobolDimensions } from './sobol-direction-numbers.js';
import { createSobolSequence, type SobolSequence } from './sobol-sequence.js';

const points = (sequence: SobolSequence, count: number, from = 0): (readonly number[])[] =>
  Array.from({ length: count }, (_, index) => sequence.pointAt(from + index));

/** Cell numbers of some coordinates when each axis is cut into 2^k equal parts. */
const cell = (coordinates: readonly number[], parts: readonly number[]): string =>
  coordinates.map((coordinate, axis) => Math.floor(coordinate * 2 ** (parts[axis] ?? 0))).join();

const seeds = fc.option(fc.maxSafeInteger(), { nil: undefined });

describe('a Sobol sequence', () => {
  it.each([
    [0, [0.5, 0.75, 0.25, 0.9375, 0.546875, 0.015625]],
    [1, [0.5, 0.25, 0.75, 0.0625, 0.765625, 0.796875]],
    [2, [0.5, 0.25, 0.75, 0.6875, 0.203125, 0.359375]],
    [5, [0.5, 0.75, 0.25, 0.5625, 0.421875, 0.140625]],
    [30, [0.5, 0.25, 0.75, 0.1875, 0.234375, 0.015625]],
    [100, [0.5, 0.25, 0.75, 0.3125, 0.984375, 0.578125]],
    [249, [0.5, 0.25, 0.75, 0.4375, 0.921875, 0.328125]],
  ])('is the published one on axis %d, as other programs compute it', (axis, expected) => {
    const sequence = createSobolSequence(maxSobolDimensions);
    const found = [1, 2, 3, 10, 33, 63].map((index) => (sequence.pointAt(index)[axis] ?? 0) - 2 ** -33);
    expect(found).toEqual(expected);
  });

  it('has exactly one of any aligned 2^k points in each of 2^k slices of each axis, scrambled or not', () => {
    fc.assert(
      fc.property(seeds, fc.nat(10), fc.nat(20), (seed, k, block) => {
        const sequence = createSobolSequence(maxSobolDimensions, seed);
        const found = points(sequence, 2 ** k, block * 2 ** k);
        for (const axis of [0, 1, 2, 17, maxSobolDimensions - 1]) {
          expect(new Set(found.map((point) => cell([point[axis] ?? 0], [k]))).size).toBe(2 ** k);
        }
      }),
      { numRuns: 20 },
    );
  });

  it('is a (0, k, 2)-net on its first two axes: each box of 1 / 2^k has one point, whatever its shape', () => {
    fc.assert(
      fc.property(seeds, fc.integer({ min: 1, max: 9 }), (seed, k) => {
        const found = points(createSobolSequence(2, seed), 2 ** k);
        for (let width = 0; width <= k; width += 1) {
          expect(new Set(found.map((point) => cell(point, [width, k - width]))).size).toBe(2 ** k);
        }
      }),
    );
  });

  it('is a (t, k, s)-net on its first axes, with t the sum of the degrees less one each', () => {
    // Sobol's bound for axes 1 to 4: the degrees of the polynomials are 0 (counted as 1), 1, 2 and 3.
    const [t, k] = [0 + 0 + 1 + 2, 8];
    fc.assert(
      fc.property(seeds, fc.array(fc.nat(k - t), { minLength: 4, maxLength: 4 }), (seed, widths) => {
        const sum = widths.reduce((total, width) => total + width, 0);
        fc.pre(sum <= k - t);
        const counts = new Map<string, number>();
        for (const point of points(createSobolSequence(4, seed), 2 ** k)) {
          const box = cell(point, widths);
          counts.set(box, (counts.get(box) ?? 0) + 1);
        }
        expect(new Set(counts.values())).toEqual(new Set([2 ** (k - sum)]));
        expect(counts.size).toBe(2 ** sum);
      }),
    );
  });

  it('is another one for another seed, the same for the same, and each point is spread evenly over the seeds', () => {
    const firsts = Array.from({ length: 2000 }, (_, seed) => createSobolSequence(3, seed).pointAt(5));
    expect(createSobolSequence(3, 7).pointAt(5)).toEqual(firsts[7]);
    for (const axis of [0, 1, 2]) {
      const sorted = firsts.map((point) => point[axis] ?? 0).toSorted((a, b) => a - b);
      const distances = sorted.map((value, index) => Math.abs(value - (index + 0.5) / sorted.length));
      // Kolmogorov-Smirnov: above 1.95 a sample comes from another distribution, but for one in 1000.
      expect(Math.max(...distances) * Math.sqrt(sorted.length)).toBeLessThan(1.95);
    }
  });

  it('never has a coordinate of 0 or 1, where some distributions have no value', () => {
    const found = points(createSobolSequence(maxSobolDimensions), 3).flat();
    expect(Math.min(...found)).toBeGreaterThan(0);
    expect(Math.max(...found)).toBeLessThan(1);
  });

  it('has no more axes than the table has', () => {
    expect(() => createSobolSequence(maxSobolDimensions + 1)).toThrow(RangeError);
  });
});
