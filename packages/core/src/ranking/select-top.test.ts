import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { selectTop } from './select-top.js';

describe('selectTop', () => {
  it('equals the first items of a stable sort, for any list, count and comparator', () => {
    fc.assert(
      fc.property(fc.array(fc.nat({ max: 9 })), fc.nat({ max: 30 }), (values, count) => {
        const items = values.map((value, position) => ({ value, position }));
        const compare = (a: { value: number }, b: { value: number }): number => a.value - b.value;
        expect(selectTop(items, count, compare)).toEqual(items.toSorted(compare).slice(0, count));
      }),
    );
  });

  it('compares far less often than a sort when few are wanted', () => {
    const items = Array.from({ length: 10_000 }, (_, position) => (position * 7919) % 10_007);
    let comparisons = 0;
    selectTop(items, 5, (a, b) => {
      comparisons += 1;
      return a - b;
    });
    expect(comparisons).toBeLessThan(2 * items.length);
  });
});
