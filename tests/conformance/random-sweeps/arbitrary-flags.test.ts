import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryFlags, pairwiseFlags } from './arbitrary-flags.js';
import { combinationOf, combinations } from './flag-combinations.js';

it('each pair of the flags of one call is seen in each of its four states', () => {
  fc.assert(
    fc.property(arbitraryFlags, (flags) => {
      const rows = pairwiseFlags(flags).map((row) => ({ ...row, top: row.top > 0 }));
      const calls = [
        ['top', 'reverse', 'discardNoMetric'],
        ['includeFailed', 'includeCanceled', 'includeResumeFromRuns'],
      ] as const;
      for (const names of calls) {
        for (const a of names) {
          for (const b of names) {
            if (a !== b) expect(new Set(rows.map((row) => `${row[a]} ${row[b]}`)).size).toBe(4);
          }
        }
      }
    }),
  );
});

it('sixty sweeps are asked with all combinations of the flags of each call', () => {
  const seen = new Set(
    fc
      .sample(arbitraryFlags, { numRuns: 60, seed: 3 })
      .flatMap(pairwiseFlags)
      .flatMap((row) => [combinationOf('children_sorted', row), combinationOf('best_run', row)]),
  );
  expect(seen).toEqual(new Set(combinations));
  expect(combinations).toHaveLength(16);
});
