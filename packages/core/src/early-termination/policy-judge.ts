import { throwIfAny } from '../config/checks/config-violations.js';
import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { applyPolicy } from './judge-trial.js';
import { judgedIntervals } from './judged-intervals.js';
import type { JudgingPolicy, PolicyDecision } from './policy-decision.js';
import { createTrialHistory, type TrialHistory } from './trial-history.js';

/** Follows a sweep that runs and judges its trials as their values arrive. */
export interface PolicyJudge {
  /**
   * Takes values of the primary metric that a trial has logged, in the order in which they were committed, NaN for one
   * that cannot be ranked.
   * @returns a decision for each interval that the trial reaches or crosses with them, in order
   */
  add(runId: string, values: readonly number[]): PolicyDecision[];
  /** Takes values without judging anybody: what is known from before. */
  restore(runId: string, values: readonly number[]): void;
  /**
   * Judges a trial once more at the interval that it reached last, by what is known now.
   * @returns `undefined` where it has reached none, or has no usable value
   */
  judgeAgain(runId: string): PolicyDecision | undefined;
  /** Reports that a trial has ended, however. It matters only where the policy excludes ended trials. */
  end(runId: string): void;
}

/**
 * Judges trials as `judgeTrial` does, without looking at whole histories again: a decision takes a time that grows with
 * the number of trials, not with what they logged.
 * @throws HyperDriveConfigError where the policy itself is not right
 */
export function createPolicyJudge(policy: JudgingPolicy, goal: PrimaryMetricGoal): PolicyJudge {
  throwIfAny(policy.violations);
  const kept = { goal, interval: policy.evaluationInterval, keepsAverages: policy.kind === 'median-stopping' };
  const trials = new Map<string, TrialHistory>();
  const ended = new Set<string>();

  function take(runId: string, values: readonly number[]): TrialHistory {
    const trial = trials.get(runId) ?? createTrialHistory(runId, kept);
    if (values.length > 0) trials.set(runId, trial);
    for (const value of values) trial.add(value);
    return trial;
  }

  function judge(trial: TrialHistory, interval: number): PolicyDecision | undefined {
    return applyPolicy(policy, goal, interval, trial, trials.values(), (id) => ended.has(id));
  }

  return {
    add(runId, values) {
      const before = trials.get(runId)?.length ?? 0;
      const trial = take(runId, values);
      return judgedIntervals(policy, before, trial.length).flatMap((interval) => judge(trial, interval) ?? []);
    },
    restore(runId, values) {
      take(runId, values);
    },
    judgeAgain(runId) {
      const trial = trials.get(runId);
      const interval = trial === undefined ? undefined : judgedIntervals(policy, 0, trial.length).at(-1);
      return trial === undefined || interval === undefined ? undefined : judge(trial, interval);
    },
    end: (runId) => void ended.add(runId),
  };
}
