import fc from 'fast-check';
import { BanditPolicy, MedianStoppingPolicy, TruncationSelectionPolicy } from '../../config/model/early-termination.js';
import { type PrimaryMetricGoal } from '../../ranking/primary-metric.js';
import type { JudgingPolicy } from '../policy-decision.js';

/** Something that reaches a sweep: a batch of values of a trial, or the end of one. */
export type SweepEvent =
  | { readonly kind: 'batch'; readonly runId: string; readonly values: readonly number[] }
  | { readonly kind: 'end'; readonly runId: string };

const runIds = fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f');
/** Few distinct values, so that ties are common, decimals that doubles round, and all that is no ordinary number. */
const values = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: -20, max: 20 }).map((n) => n / 10) },
  { weight: 1, arbitrary: fc.constantFrom(1e308, -1e308, 1e-308, 5e-324) },
  { weight: 4, arbitrary: fc.integer({ min: -4, max: 4 }).map((n) => n / 4) },
  { weight: 2, arbitrary: fc.double({ min: -100, max: 100, noNaN: true }) },
  { weight: 1, arbitrary: fc.constantFrom(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, 0, -0) },
);

export const goals: fc.Arbitrary<PrimaryMetricGoal> = fc.constantFrom('maximize', 'minimize');

/** Batches of several trials in any order; a trial may log on after its end, as late deliveries do. */
export const sweeps: fc.Arbitrary<SweepEvent[]> = fc.array(
  fc.oneof(
    {
      weight: 8,
      arbitrary: fc.record({
        kind: fc.constant('batch' as const),
        runId: runIds,
        values: fc.array(values, { maxLength: 5 }),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('end' as const), runId: runIds }) },
  ),
  { maxLength: 30 },
);

const common = fc.record({
  evaluationInterval: fc.integer({ min: 1, max: 4 }),
  delayEvaluation: fc.integer({ min: 0, max: 6 }),
  excludeFinishedJobs: fc.constantFrom(undefined, false, true),
});
const slacks = fc.oneof(
  fc.constantFrom(0, 0.1, 0.2, 0.25, 0.3, 1, 2, 1e-308, 1e308),
  fc.double({ min: 0, max: 3, noNaN: true }),
);

/** Any policy that judges, with any settings. */
export const policies: fc.Arbitrary<JudgingPolicy> = fc.oneof(
  fc.tuple(common, slacks).map(([options, slackFactor]) => new BanditPolicy({ ...options, slackFactor })),
  fc.tuple(common, slacks).map(([options, slackAmount]) => new BanditPolicy({ ...options, slackAmount })),
  common.map((options) => new MedianStoppingPolicy(options)),
  fc
    .tuple(common, fc.integer({ min: 1, max: 99 }))
    .map(([options, truncationPercentage]) => new TruncationSelectionPolicy({ ...options, truncationPercentage })),
);
