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
});
