import { knownRunStatuses } from '@hyperdrive-run/core';
import fc from 'fast-check';
import type { Flags } from './answers.js';

/** Any combination of the flags that both clients take. */
export const arbitraryFlags: fc.Arbitrary<Flags> = fc.record({
  top: fc.constantFrom(0, 0, 1, 3),
  reverse: fc.boolean(),
  discardNoMetric: fc.boolean(),
  includeFailed: fc.boolean(),
  includeCanceled: fc.boolean(),
  includeResumeFromRuns: fc.boolean(),
  // Of children that have ended, of any others, and of none: both clients tell capitals apart.
  status: fc.oneof(
    fc.constantFrom('Completed', 'Failed', 'Canceled', 'completed'),
    fc.constantFrom(...knownRunStatuses, 'Resting'),
  ),
});

/** Each pair of three switches stands in each of its four states once: an orthogonal array of strength two. */
const pairwise = [
  [true, true, false],
  [true, false, true],
  [false, true, true],
  [false, false, false],
] as const;

/**
 * Four combinations in which each pair of the flags of one call is seen in each of its states. They begin from the given
 * one, so that over many sweeps all combinations are seen.
 */
export function pairwiseFlags(flags: Flags): Flags[] {
  return pairwise.map(([first, second, third]) => ({
    ...flags,
    top: first ? (flags.top === 0 ? 2 : 0) : flags.top,
    reverse: second !== flags.reverse,
    discardNoMetric: third !== flags.discardNoMetric,
    includeFailed: first !== flags.includeFailed,
    includeCanceled: second !== flags.includeCanceled,
    includeResumeFromRuns: third !== flags.includeResumeFromRuns,
  }));
}
