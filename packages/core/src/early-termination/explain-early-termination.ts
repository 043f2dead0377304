import type { EarlyTerminationPolicy } from '../config/model/early-termination.js';
import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { RunRecord } from '../runs/run.js';
import { isPruned } from '../runs/search-trial.js';
import { judgedIntervals } from './judged-intervals.js';
import { judgesTrials, type PolicyDecision } from './policy-decision.js';
import { recordedDecision } from './recorded-decision.js';
import { replayDecisions, type TimedTrial } from './replay-decisions.js';

/** Why a trial was never judged. */
export type NotJudgedReason =
  /** The sweep stops no trial early. */
  | 'no-policy'
  /** This version does not know the sweep's policy, or cannot read it. */
  | 'unknown-policy'
  /** The trial has not logged the primary metric. */
  | 'not-logged'
  /** It has logged it, but not as a number when it was to be judged. */
  | 'not-a-number'
  /** It has logged fewer values than the policy waits for. */
  | 'too-few-values'
  /** The search of another tool chose it, and gave it up by rules of its own. */
  | 'pruned';

/** What is known when it is to be explained why a trial was stopped or kept. */
export interface EarlyTerminationEvidence {
  readonly policy: EarlyTerminationPolicy;
  readonly goal: PrimaryMetricGoal;
  readonly trial: Pick<RunRecord, 'runId' | 'properties' | 'searchTrial'>;
  /** All trials of the sweep, the one that is explained among them. */
  readonly trials: readonly TimedTrial[];
}

/** Why a trial was stopped or kept. */
export interface EarlyTerminationReasons {
  /** What the run itself says it was stopped by; the local service records it. */
  readonly recorded: PolicyDecision | undefined;
  /** The decisions that the policy comes to, one an interval, recomputed as `replayDecisions` does. */
  readonly decisions: readonly PolicyDecision[];
  /**
   * Whether the recomputed decision at the recorded interval is another one: in which order trials logged can be told
   * from their times only. What is recorded is what happened.
   */
  readonly differs: boolean;
  /** How many values of the primary metric the trial has logged. */
  readonly loggedValues: number;
  /** Why there are no decisions; `undefined` where there are some. */
  readonly reason: NotJudgedReason | undefined;
}

/** Explains why a trial was stopped or kept. */
export function explainEarlyTermination(evidence: EarlyTerminationEvidence): EarlyTerminationReasons {
  const { policy, goal, trial, trials } = evidence;
  const values = trials.find(({ runId }) => runId === trial.runId)?.values ?? [];
  const isJudging = judgesTrials(policy) && policy.violations.length === 0;
  const decisions = isJudging ? replayDecisions(policy, goal, trials, trial.runId) : [];
  const recorded = recordedDecision(trial);
  const again = decisions.find(({ interval }) => interval === recorded?.interval);
  return {
    recorded,
    decisions,
    differs: recorded !== undefined && again?.stop !== recorded.stop,
    loggedValues: values.length,
    reason: decisions.length > 0 ? undefined : whyNotJudged(policy, trial, values),
  };
}

function whyNotJudged(
  policy: EarlyTerminationPolicy,
  trial: EarlyTerminationEvidence['trial'],
  values: readonly number[],
): NotJudgedReason {
  if (isPruned(trial)) return 'pruned';
  if (policy.kind === 'none') return 'no-policy';
  if (!judgesTrials(policy) || policy.violations.length > 0) return 'unknown-policy';
  if (values.length === 0) return 'not-logged';
  return judgedIntervals(policy, 0, values.length).length > 0 ? 'not-a-number' : 'too-few-values';
}
