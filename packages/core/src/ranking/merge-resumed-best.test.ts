import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeResumedBest } from './merge-resumed-best.js';

const bests = fc.array(
  fc.option(fc.record({ value: fc.oneof(fc.constantFrom(0, 1, Number.NaN), fc.double()) }), { nil: undefined }),
);

describe('mergeResumedBest', () => {
  it('answers the first of the best values over all sweeps', () => {
    fc.assert(
      fc.property(bests, (candidates) => {
        const usable = candidates.filter((best) => best !== undefined && !Number.isNaN(best.value));
        const largest = Math.max(...usable.map((best) => best?.value ?? Number.NaN));
        expect(mergeResumedBest(candidates, 'maximize')).toBe(usable.find((best) => best?.value === largest));
      }),
    );
  });

  it('lets a best of 0 win, which the Python class drops', () => {
    const zero = { value: 0 };
    expect(mergeResumedBest([{ value: 3 }, zero], 'minimize')).toBe(zero);
  });

  it('gives ties to the earlier sweep', () => {
    const own = { value: 0.9 };
    expect(mergeResumedBest([own, { value: 0.9 }], 'maximize')).toBe(own);
  });
});
