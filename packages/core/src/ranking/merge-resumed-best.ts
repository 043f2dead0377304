import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';

/** The best of one sweep, with its value under that sweep's own primary metric. */
export interface SweepBest {
  readonly value: number;
}

/**
 * The best over a sweep and those that it resumed from: compared under this sweep's goal, earlier ones win ties.
 * A best of 0 counts like any other (the Python class drops it here).
 * @param bests this sweep's best first, then those of `resume_from` in their order; `undefined` for a sweep without one
 */
export function mergeResumedBest<T extends SweepBest>(
  bests: Iterable<T | undefined>,
  goal: PrimaryMetricGoal,
): T | undefined {
  let best: T | undefined;
  for (const next of bests) {
    if (next === undefined || Number.isNaN(next.value)) continue;
    if (best === undefined || compareByGoal(goal, next.value, best.value) < 0) best = next;
  }
  return best;
}
