import type {
  BanditPolicy,
  EarlyTerminationPolicy,
  MedianStoppingPolicy,
  TruncationSelectionPolicy,
} from '../config/model/early-termination.js';

/** A policy that judges trials: every one but no termination, and those that this version does not know. */
export type JudgingPolicy = BanditPolicy | MedianStoppingPolicy | TruncationSelectionPolicy;

/** What every policy says of a trial at an interval. Numbers are in the primary metric's own unit. */
export interface JudgedTrial {
  /** Whether the trial is to be stopped. */
  readonly stop: boolean;
  /** At which of the trial's logged values it was judged: a multiple of the policy's `evaluationInterval`. */
  readonly interval: number;
  /** The trial's best value among its first `interval` values: what it was judged by. */
  readonly standing: number;
  /**
   * The worst standing that is kept: this one is stopped exactly where it is worse. Infinite where any is kept (below 0
   * under `maximize` a slack factor of 1 or more may reach any best); `undefined` where the others have no median,
   * because their averages are infinities of both signs.
   */
  readonly threshold: number | undefined;
  /** How many trials were compared, this one included. */
  readonly comparedTrials: number;
}

/** The bandit policy's decision. */
export interface BanditDecision extends JudgedTrial {
  readonly kind: 'bandit';
  /** The best standing of all compared trials. */
  readonly best: number;
  /** Whose it is: the judged trial's own where it ties for the best. */
  readonly bestRunId: string;
}

/** The decision of median stopping: its threshold is the median of the compared trials' running averages. */
export interface MedianStoppingDecision extends JudgedTrial {
  readonly kind: 'median-stopping';
}

/** The decision of truncation selection: its threshold is the standing of the worst trial that is not among the worst. */
export interface TruncationSelectionDecision extends JudgedTrial {
  readonly kind: 'truncation-selection';
  /** How many compared trials are no better than this one, itself included. */
  readonly noBetter: number;
  /** Up to how many of the worst are stopped: the percentage of the compared trials, rounded down. */
  readonly stoppedAtMost: number;
}

/** What a policy decides about one trial at one interval, with the numbers that it decided by. */
export type PolicyDecision = BanditDecision | MedianStoppingDecision | TruncationSelectionDecision;

/** Whether a policy judges trials at all. */
export function judgesTrials(policy: EarlyTerminationPolicy): policy is JudgingPolicy {
  return policy.kind === 'bandit' || policy.kind === 'median-stopping' || policy.kind === 'truncation-selection';
}
