import type { BanditPolicy } from '../config/model/early-termination.js';
import {
  addDecimals,
  compareDecimals,
  decimalToNumber,
  divideDecimals,
  type ExactDecimal,
  multiplyDecimals,
  subtractDecimals,
  toExactDecimal,
} from '../metrics/exact-decimal.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { agreeingLimit } from './agreeing-limit.js';
import type { BanditDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';

type Slack = Pick<BanditPolicy, 'slackFactor' | 'slackAmount'>;

/**
 * Bandit: stops a trial whose standing is worse than the best one and further from it than the slack. With `low` the
 * smaller and `high` the larger of the two it stops where `low + slackFactor * |low| < high`, or `high - low` is more
 * than `slackAmount`. All of it is reckoned in decimals, exactly: 0.8 and 0.6 differ by 0.2 and no more.
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
  // From a factor of 1 on, a value below 0 may reach any best: what is kept then has no bound.
  const isSpared = !stop && standing < 0 && goal === 'maximize' && (slack.slackFactor ?? 0) >= 1;
  const limit = isSpared ? Number.NEGATIVE_INFINITY : worstKept(slack, goal, best.value);
  return {
    kind: 'bandit',
    stop,
    interval,
    standing,
    threshold: agreeingLimit(limit, { standing, stop }, goal),
    comparedTrials,
    best: best.value,
    bestRunId: best.runId,
  };
}

function exceedsSlack({ slackFactor = 0, slackAmount }: Slack, lowValue: number, highValue: number): boolean {
  if (!Number.isFinite(lowValue) || !Number.isFinite(highValue)) return true;
  const [low, high] = [toExactDecimal(lowValue), toExactDecimal(highValue)];
  const allowed =
    slackAmount === undefined ? share(slackFactor, toExactDecimal(Math.abs(lowValue))) : toExactDecimal(slackAmount);
  return compareDecimals(subtractDecimals(high, low), allowed) > 0;
}

/** The bound that the rule above comes to. */
function worstKept({ slackFactor = 0, slackAmount }: Slack, goal: PrimaryMetricGoal, best: number): number {
  if (!Number.isFinite(best)) return best;
  const value = toExactDecimal(best);
  if (slackAmount !== undefined) {
    const allowed = toExactDecimal(slackAmount);
    return decimalToNumber(goal === 'maximize' ? subtractDecimals(value, allowed) : addDecimals(value, allowed));
  }
  if (goal === 'minimize')
    return decimalToNumber(addDecimals(value, share(slackFactor, toExactDecimal(Math.abs(best)))));
  const factor = toExactDecimal(slackFactor);
  if (best > 0) return divideDecimals(value, addDecimals(one, factor));
  return slackFactor >= 1 ? Number.NEGATIVE_INFINITY : divideDecimals(value, subtractDecimals(one, factor));
}

const one: ExactDecimal = { digits: 1n, exponent: 0 };

function share(factor: number, of: ExactDecimal): ExactDecimal {
  return multiplyDecimals(toExactDecimal(factor), of);
}
