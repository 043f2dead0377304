import type { BanditPolicy } from '../config/early-termination.js';
import { compareByGoal, type PrimaryMetricGoal } from '../primary-metric.js';
import type { BanditDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';

type Slack = Pick<BanditPolicy, 'slackFactor' | 'slackAmount'>;

/**
 * Bandit: stops a trial whose standing is worse than the best one and further from it than the slack. With `low` the
 * smaller and `high` the larger of the two it stops where `low + slackFactor * |low| < high`, or `high - low` is more
 * than `slackAmount`.
 *
 * Source: Azure ML documents `slack_factor` for a metric that is maximized and positive: a trial is stopped below
 * best / (1 + slack_factor). This is the same there, and its mirror image for one that is minimized. Beyond the
 * documentation: a `low` of 0 has no slack, and an infinite distance is beyond any.
 */
export function applyBandit(
  slack: Slack,
  goal: PrimaryMetricGoal,
  trial: { readonly runId: string; readonly standing: number; readonly interval: number },
  compared: readonly TrialStanding[],
): BanditDecision {
  const { runId, standing, interval } = trial;
  let best = { runId, value: standing };
  let comparedTrials = 0;
  for (const other of compared) {
    const value = other.bestAt(interval);
    if (value === undefined) continue;
    comparedTrials += 1;
    if (compareByGoal(goal, value, best.value) < 0) best = { runId: other.runId, value };
  }
  const stop =
    best.value !== standing && exceedsSlack(slack, Math.min(best.value, standing), Math.max(best.value, standing));
  return {
    kind: 'bandit',
    stop,
    interval,
    standing,
    // From a factor of 1 on, a value below 0 may reach any best: what is kept then has no bound.
    threshold:
      !stop && standing < 0 && goal === 'maximize'
        ? farthestKept(slack, best.value)
        : worstKept(slack, goal, best.value),
    comparedTrials,
    best: best.value,
    bestRunId: best.runId,
  };
}

function farthestKept(slack: Slack, best: number): number {
  return (slack.slackFactor ?? 0) >= 1 ? Number.NEGATIVE_INFINITY : worstKept(slack, 'maximize', best);
}

function exceedsSlack({ slackFactor, slackAmount }: Slack, low: number, high: number): boolean {
  if (!Number.isFinite(low) || !Number.isFinite(high)) return true;
  return slackAmount === undefined ? low + (slackFactor ?? 0) * Math.abs(low) < high : high - low > slackAmount;
}

/** The bound that the rule above comes to, for people: in its last digit it may differ from it. */
function worstKept({ slackFactor = 0, slackAmount }: Slack, goal: PrimaryMetricGoal, best: number): number {
  if (!Number.isFinite(best)) return best;
  const sign = goal === 'maximize' ? -1 : 1;
  if (slackAmount !== undefined) return best + sign * slackAmount;
  if (goal === 'minimize') return best + slackFactor * Math.abs(best);
  if (best > 0) return best / (1 + slackFactor);
  return slackFactor >= 1 ? Number.NEGATIVE_INFINITY : best / (1 - slackFactor);
}
