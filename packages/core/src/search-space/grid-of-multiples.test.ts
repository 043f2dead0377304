import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createGridOfMultiples } from './grid-of-multiples.js';

describe('the multiples of q', () => {
  it('are exact in decimals, where doubles alone are not', () => {
    const tenths = createGridOfMultiples(0.1);
    expect([1, 2, 3, 6, 7, -3].map((index) => tenths.at(index))).toEqual([0.1, 0.2, 0.3, 0.6, 0.7, -0.3]);
    expect(3 * 0.1).not.toBe(0.3);
    expect(createGridOfMultiples(1e-7).at(3)).toBe(3e-7);
    expect(createGridOfMultiples(2.5e21).at(2)).toBe(5e21);
  });

  it('include a bound that is one of them, and start and end inside the bounds', () => {
    const tenths = createGridOfMultiples(0.1);
    expect(tenths.lastUpTo(0.3)).toBe(3);
    expect(tenths.firstFrom(0.3)).toBe(3);
    expect(tenths.lastUpTo(0.29)).toBe(2);
    expect(tenths.firstFrom(0.21)).toBe(3);
    expect(tenths.firstFrom(-0.25)).toBe(-2);
    expect(tenths.lastUpTo(-0.25)).toBe(-3);
    expect(Object.is(tenths.firstFrom(0), 0)).toBe(true);
  });

  it('that are first and last inside any bounds are the outermost ones', () => {
    const q = fc.constantFrom(1, 2, 5, 0.1, 0.25, 0.3, 1e-3, 7);
    const bound = fc.double({ min: -1e6, max: 1e6, noNaN: true });
    fc.assert(
      fc.property(q, bound, (step, value) => {
        const grid = createGridOfMultiples(step);
        const [first, last] = [grid.firstFrom(value), grid.lastUpTo(value)];
        expect(grid.at(first)).toBeGreaterThanOrEqual(value);
        expect(grid.at(first - 1)).toBeLessThan(value);
        expect(grid.at(last)).toBeLessThanOrEqual(value);
        expect(grid.at(last + 1)).toBeGreaterThan(value);
      }),
    );
  });

  it('know which of them is nearest', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: -1000, max: 1000 }),
        fc.double({ min: -0.49, max: 0.49, noNaN: true }),
        (n, off) => {
          expect(createGridOfMultiples(0.5).nearest((n + off) * 0.5) + 0).toBe(n);
        },
      ),
    );
  });
});
