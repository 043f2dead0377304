import { compareByGoal, type PrimaryMetricGoal } from '../primary-metric.js';
import type { MedianStoppingDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';

/**
 * Median stopping: stops a trial whose standing is worse than the median of the running averages of all compared
 * trials, its own included.
 *
 * Source: Azure ML documents it so ("stops runs whose best metric is worse than the median of the running averages over
 * all runs"), after the performance curve rule of Golovin et al., "Google Vizier" (2017), section 3.2.2.
 */
export function applyMedianStopping(
  goal: PrimaryMetricGoal,
  { standing, interval }: { readonly standing: number; readonly interval: number },
  compared: readonly TrialStanding[],
): MedianStoppingDecision {
  const averages = compared.flatMap((trial) => trial.averageAt(interval) ?? []);
  const median = medianOf(averages);
  return {
    kind: 'median-stopping',
    stop: median !== undefined && compareByGoal(goal, standing, median) > 0,
    interval,
    standing,
    threshold: median,
    comparedTrials: averages.length,
  };
}

/** The value in the middle, or the mean of the two there. `undefined` where those are infinities of both signs. */
function medianOf(values: readonly number[]): number | undefined {
  const sorted = values.toSorted((a, b) => compareByGoal('minimize', a, b));
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  if (upper === undefined || lower === undefined) return undefined;
  const middle = upper === lower ? upper : lower / 2 + upper / 2;
  return Number.isNaN(middle) ? undefined : middle;
}
