import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { TruncationSelectionDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';

/**
 * Truncation selection: stops a trial that is among the worst `truncationPercentage` of all compared trials: where
 * those that are no better than it, itself included, number at most that share, rounded down. Ties are treated alike, so
 * none of them is stopped where not all may be.
 *
 * Source: Azure ML documents that the policy "cancels a percentage of the lowest performing runs at each evaluation
 * interval", compared by their standing at the same interval. That the count is rounded down, and what ties do, is ours.
 */
export function applyTruncationSelection(
  { truncationPercentage }: { readonly truncationPercentage: number },
  goal: PrimaryMetricGoal,
  { standing, interval }: { readonly standing: number; readonly interval: number },
  compared: readonly TrialStanding[],
): TruncationSelectionDecision {
  const standings = compared.flatMap((trial) => trial.bestAt(interval) ?? []);
  const noBetter = standings.filter((other) => compareByGoal(goal, other, standing) >= 0).length;
  const stoppedAtMost = Math.floor((truncationPercentage * standings.length) / 100);
  const worstFirst = standings.toSorted((a, b) => compareByGoal(goal, b, a));
  return {
    kind: 'truncation-selection',
    stop: noBetter <= stoppedAtMost,
    interval,
    standing,
    threshold: worstFirst[stoppedAtMost],
    comparedTrials: standings.length,
    noBetter,
    stoppedAtMost,
  };
}
