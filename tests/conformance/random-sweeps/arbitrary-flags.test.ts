import fc from 'fast-check';
import { expect, it } from 'vitest';
import { arbitraryFlags, pairwiseFlags } from './arbitrary-flags.js';

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
