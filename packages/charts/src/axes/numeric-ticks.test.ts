import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { linearTicks, logTicks } from './numeric-ticks.js';

const finite = fc.double({ noNaN: true, noDefaultInfinity: true });

describe('linearTicks', () => {
  it('lie inside, in order, evenly, and reach to less than a step from both ends', () => {
    fc.assert(
      fc.property(finite, finite, fc.integer({ min: 2, max: 12 }), (a, b, wanted) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        fc.pre(Number.isFinite(high - low) && high - low > 1e-6 * Math.max(Math.abs(low), Math.abs(high), 1e-290));
        const { step, values } = linearTicks(low, high, wanted);
        expect(values.length).toBeGreaterThanOrEqual(1);
        expect(values.length).toBeLessThanOrEqual(2 * wanted + 2);
        for (const [index, value] of values.entries()) {
          expect(value).toBeGreaterThanOrEqual(low);
          expect(value).toBeLessThanOrEqual(high);
          if (index > 0) expect((value - (values[index - 1] ?? 0)) / step).toBeCloseTo(1, 3);
        }
        expect((values[0] ?? 0) - low).toBeLessThan(step * 1.001);
        expect(high - (values.at(-1) ?? 0)).toBeLessThan(step * 1.001);
      }),
    );
  });

  it.each([
    [0, 1, 5, [0, 0.2, 0.4, 0.6, 0.8, 1]],
    [0.45, 0.97, 5, [0.5, 0.6, 0.7, 0.8, 0.9]],
    [-3, 7, 5, [-2, 0, 2, 4, 6]],
  ])('from %d to %d, some %d, are %j', (low, high, wanted, values) => {
    expect(linearTicks(low, high, wanted).values).toEqual(values);
  });
});

describe('logTicks', () => {
  it('lie inside, in order, at least two of them and not too many', () => {
    const positive = fc.double({ min: 1e-300, max: 1e300, noNaN: true });
    fc.assert(
      fc.property(positive, positive, fc.integer({ min: 3, max: 10 }), (a, b, wanted) => {
        const [low, high] = a < b ? [a, b] : [b, a];
        fc.pre(high > low * 1.01);
        const values = logTicks(low, high, wanted);
        expect(values.length).toBeGreaterThanOrEqual(2);
        expect(values.length).toBeLessThanOrEqual(3 * wanted);
        expect(values).toEqual(values.toSorted((x, y) => x - y));
        expect(values[0]).toBeGreaterThanOrEqual(low);
        expect(values.at(-1)).toBeLessThanOrEqual(high);
      }),
    );
  });

  it.each([
    [1e-5, 0.5, 5, [1e-5, 1e-4, 1e-3, 1e-2, 1e-1]],
    [0.01, 0.3, 5, [0.01, 0.02, 0.05, 0.1, 0.2]],
    [1, 8, 5, [1, 2, 3, 5, 7]],
  ])('from %d to %d, some %d, are %j', (low, high, wanted, values) => {
    expect(logTicks(low, high, wanted)).toEqual(values);
  });
});
