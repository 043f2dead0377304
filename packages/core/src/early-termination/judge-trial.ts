import { throwIfAny } from '../config/checks/config-violations.js';
import { createExactSum } from '../metrics/exact-mean.js';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { applyBandit } from './bandit-rule.js';
import { applyMedianStopping } from './median-stopping-rule.js';
import type { JudgingPolicy, PolicyDecision } from './policy-decision.js';
import type { TrialStanding } from './trial-history.js';
import { applyTruncationSelection } from './truncation-selection-rule.js';

/** A trial to be judged, and what it is compared with. */
export interface TrialEvidence {
  /** The trial that is judged. */
  readonly runId: string;
  /** The number of logged values at which it is judged. Its first so many values count, and those of the others. */
  readonly interval: number;
  /**
   * What each trial of the sweep has logged of the primary metric when the judgement is made, by run id, in the order in
   * which it was committed. NaN represents a value that was logged but cannot be ranked (see `loggedValues`): it takes
   * its place in the count and nothing else.
   */
  readonly histories: ReadonlyMap<string, readonly number[]>;
  /** The trials that have ended by then; they count only where the policy does not exclude them. */
  readonly ended?: ReadonlySet<string> | undefined;
}

/**
 * What a policy decides about a trial at an interval, from the whole histories. To follow a sweep that runs,
 * `createPolicyJudge` decides the same without looking at all of them again.
 * @returns `undefined` where the trial has no usable value among its first `interval` ones: it is not judged then
 * @throws HyperDriveConfigError where the policy itself is not right
 * @example
 * const policy = new BanditPolicy({ slackFactor: 0.1 });
 * const histories = new Map([['a', [0.9]], ['b', [0.7]]]);
 * judgeTrial(policy, 'maximize', { runId: 'b', interval: 1, histories }) // { stop: true, standing: 0.7, best: 0.9, ... }
 */
export function judgeTrial(
  policy: JudgingPolicy,
  goal: PrimaryMetricGoal,
  { runId, interval, histories, ended }: TrialEvidence,
): PolicyDecision | undefined {
  throwIfAny(policy.violations);
  const trial = standingOf(runId, histories.get(runId) ?? [], goal);
  const others: TrialStanding[] = [];
  for (const [id, values] of histories) if (id !== runId) others.push(standingOf(id, values, goal));
  return applyPolicy(policy, goal, interval, trial, others, (id) => ended?.has(id) === true);
}

/** Judges one trial against the others by the policy's rule. */
export function applyPolicy(
  policy: JudgingPolicy,
  goal: PrimaryMetricGoal,
  interval: number,
  trial: TrialStanding,
  others: Iterable<TrialStanding>,
  hasEnded: (runId: string) => boolean,
): PolicyDecision | undefined {
  const standing = trial.bestAt(interval);
  if (standing === undefined) return undefined;
  const compared = [trial];
  for (const other of others) {
    const isCounted = other.runId !== trial.runId && !(policy.excludeFinishedJobs === true && hasEnded(other.runId));
    if (isCounted) compared.push(other);
  }
  const judged = { runId: trial.runId, standing, interval };
  switch (policy.kind) {
    case 'bandit':
      return applyBandit(policy, goal, judged, compared);
    case 'median-stopping':
      return applyMedianStopping(goal, judged, compared);
    default:
      return applyTruncationSelection(policy, goal, judged, compared);
  }
}

function standingOf(runId: string, values: readonly number[], goal: PrimaryMetricGoal): TrialStanding {
  const usable = (count: number): number[] => values.slice(0, count).filter((value) => !Number.isNaN(value));
  return {
    runId,
    bestAt(count) {
      const counted = usable(count);
      return counted.length === 0
        ? undefined
        : counted.reduce((best, value) => (compareByGoal(goal, value, best) < 0 ? value : best));
    },
    averageAt(count) {
      const sum = createExactSum();
      for (const value of usable(count)) sum.add(value);
      return sum.mean();
    },
  };
}
