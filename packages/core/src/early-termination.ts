// How early termination policies judge a trial, and how their decisions are explained.

export { describeDecision } from './early-termination/describe-decision.js';
export {
  type EarlyTerminationEvidence,
  type EarlyTerminationReasons,
  explainEarlyTermination,
  type NotJudgedReason,
} from './early-termination/explain-early-termination.js';
export { judgeTrial, type TrialEvidence } from './early-termination/judge-trial.js';
export { judgedIntervals } from './early-termination/judged-intervals.js';
export { loggedValues } from './early-termination/logged-values.js';
export {
  type BanditDecision,
  type JudgedTrial,
  type JudgingPolicy,
  judgesTrials,
  type MedianStoppingDecision,
  type PolicyDecision,
  type TruncationSelectionDecision,
} from './early-termination/policy-decision.js';
export { createPolicyJudge, type PolicyJudge } from './early-termination/policy-judge.js';
export { replayDecisions, type TimedTrial } from './early-termination/replay-decisions.js';
