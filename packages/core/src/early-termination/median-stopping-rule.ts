import { compareDecimals, multiplyDecimals, toExactDecimal } from '../metrics/exact-decimal.js';
import { compareMeans, type ExactMean, meanOfTwo } from '../metrics/exact-mean.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { agreeingLimit } from './agreeing-limit.js';
import type { MedianStoppingDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';

/**
 * Median stopping: stops a trial whose standing is worse than the median of the running averages of all compared
 * trials, its own included. Averages and median are those of the decimals, exactly: 0.1, 0.2 and 0.3 have the mean 0.2.
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
  const stop = median !== undefined && isWorse(goal, standing, median);
  return {
    kind: 'median-stopping',
    stop,
    interval,
    standing,
    threshold: median && agreeingLimit(median.value, { standing, stop }, goal),
    comparedTrials: averages.length,
  };
}

function isWorse(goal: PrimaryMetricGoal, standing: number, { value, sum, count }: ExactMean): boolean {
  if (sum === undefined || !Number.isFinite(standing)) return compareByGoal(goal, standing, value) > 0;
  const difference = compareDecimals(multiplyDecimals(toExactDecimal(standing), toExactDecimal(count)), sum);
  return goal === 'maximize' ? difference < 0 : difference > 0;
}

/** The mean in the middle, or the mean of the two there. `undefined` where those are infinities of both signs. */
function medianOf(means: readonly ExactMean[]): ExactMean | undefined {
  const sorted = means.toSorted(compareMeans);
  const upper = sorted[sorted.length >> 1];
  const lower = sorted[(sorted.length - 1) >> 1];
  return upper === undefined || lower === undefined || upper === lower ? upper : meanOfTwo(lower, upper);
}
