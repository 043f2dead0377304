// What the packages of this repository share and nobody else needs: may change with any version.

export {
  decisionToProperty,
  earlyTerminationProperty,
  recordedDecision,
} from './early-termination/recorded-decision.js';
export { checkBoolean, checkDuration, checkNonEmptyString, checkOneOf, checkTop } from './errors/check-argument.js';
export { describeValue } from './errors/describe-value.js';
export { markErrorClass } from './errors/mark-error-class.js';
export {
  type ChildSources,
  compareTrialIds,
  findHyperparameters,
  type HyperparameterSource,
  hyperparametersFromArguments,
  hyperparametersFromParentTags,
  type SourcedHyperparameters,
  systemTagPrefix,
  trialIndex,
} from './hyperparameters/child-hyperparameters.js';
export { parsePlainJson } from './json/parse-json.js';
export { findStrayRun, type StrayRun } from './ranking/find-stray-run.js';
export { mergeResumedBest, type SweepBest } from './ranking/merge-resumed-best.js';
export { checkPrimaryMetric } from './ranking/primary-metric.js';
export { missingChildren } from './ranking/provisional-reasons.js';
export {
  bestChildTableName,
  isRecordedFor,
  type RecordedBestChild,
  recordedBestFromProperties,
  recordedBestFromTable,
} from './ranking/recorded-best-child.js';
export { mayGoOn } from './runs/may-go-on.js';
export { isNewer } from './runs/newest-first.js';
export { isAllGenerated, plannedTrialsProperty, totalTrials } from './runs/planned-trials.js';
export { matchesFilter, type NamedTextFilter, type RunFilter } from './runs/run-filter.js';
export { type GoalOfTrials, goalOfTrials, isPruned, statusOfTrial, whyRuledOut } from './runs/search-trial.js';
export { statusOfRuns } from './runs/status-of-runs.js';
export { preparationRunId } from './runs/summarize-child.js';
export { placementProperty } from './runs/trial-placement.js';
export { closestName } from './text/closest-name.js';
export { editDistance } from './text/edit-distance.js';
