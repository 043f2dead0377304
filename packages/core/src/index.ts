// The public surface of core, written by hand: what is not named here cannot be reached.

export type { ConfigAdvice } from './config/checks/config-advice.js';
export { maxConcurrentRunsLimit, maxDurationMinutesLimit, maxTotalRunsLimit } from './config/checks/config-limits.js';
export { entryPath } from './config/checks/config-violations.js';
export { findSubmitViolations } from './config/checks/find-submit-violations.js';
export {
  findWarmStartViolations,
  type ResumedChild,
  type ResumedSweep,
  type WarmStartEvidence,
} from './config/checks/find-warm-start-violations.js';
export { choice } from './config/model/choice.js';
export { describeExpression } from './config/model/describe-expression.js';
export {
  BanditPolicy,
  type BanditPolicyOptions,
  type EarlyTerminationPolicy,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  TruncationSelectionPolicy,
  type TruncationSelectionPolicyOptions,
} from './config/model/early-termination.js';
export { HyperDriveConfig, type ReadConfigOptions } from './config/model/hyperdrive-config.js';
export type {
  HyperDriveConfigOptions,
  PrimaryMetricGoalInput,
  UncheckedHyperDriveConfigOptions,
} from './config/model/hyperdrive-config-options.js';
export type { PolicyOptions } from './config/model/interval-policy.js';
export type { ChoiceValue } from './config/model/json-from-plain.js';
export {
  lognormal,
  loguniform,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  randint,
  uniform,
} from './config/model/numeric-expressions.js';
export type {
  ChoiceExpression,
  NormalExpression,
  ParameterExpression,
  ParameterExpressionKind,
  ParameterNumber,
  QuantizedNormalExpression,
  QuantizedRangeExpression,
  RandintExpression,
  RangeExpression,
  UnknownParameterExpression,
} from './config/model/parameter-expression.js';
export type { ParameterSpace, ParameterSpaceInput } from './config/model/parameter-space.js';
export { range } from './config/model/range.js';
export {
  BayesianParameterSampling,
  GridParameterSampling,
  type HyperparameterSampling,
  RandomParameterSampling,
  type RandomSamplingOptions,
  type SeededSamplingOptions,
} from './config/model/sampling.js';
export type { SamplingLogbase, SamplingRule } from './config/model/sampling-properties.js';
export type { SamplingOptions } from './config/model/space-sampling.js';
export { isAssetReference } from './config/model/trial/asset-reference.js';
export { pythonFloatText, pythonText } from './config/model/trial/python-text.js';
export {
  createShellContextTracker,
  type ShellContext,
  type ShellContextTracker,
} from './config/model/trial/shell-context.js';
export {
  type AssetTrialOutput,
  isTrialAssetType,
  type TrialAssetType,
  type TrialOutput,
  trialAssetTypes,
  type UnknownTrialOutput,
} from './config/model/trial/trial-asset-type.js';
export { parseTrialCommand, type TrialCommandPart } from './config/model/trial/trial-command.js';
export type {
  LiteralTrialInput,
  PathTrialInput,
  TrialDefinition,
  TrialInput,
  UnknownTrialInput,
} from './config/model/trial/trial-definition.js';
export type {
  DescribedTrialEnvironment,
  ReferencedTrialEnvironment,
  TrialEnvironment,
} from './config/model/trial/trial-environment.js';
export { UnknownPolicy } from './config/model/unknown-policy.js';
export { UnknownSampling } from './config/model/unknown-sampling.js';
export type { ValueOf, ValuesOf } from './config/model/values-of.js';
export type { RunKey, RunKeyScope } from './config/model/warm-start.js';
export { policyFromJson, samplingFromJson } from './config/wire/config-from-json.js';
export { type ConfigFromTagsOptions, configFromTags } from './config/wire/config-from-tags.js';
export { policyToJson, samplingToJson } from './config/wire/config-to-json.js';
export { isSweep } from './config/wire/is-sweep.js';
export { writeNamedMetric } from './config/wire/write-named-metric.js';
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
export {
  decisionToProperty,
  earlyTerminationProperty,
  recordedDecision,
} from './early-termination/recorded-decision.js';
export { replayDecisions, type TimedTrial } from './early-termination/replay-decisions.js';
export { BackendError, type BackendErrorCode, type BackendErrorOptions } from './errors/backend-error.js';
export { checkBoolean, checkDuration, checkNonEmptyString, checkOneOf, checkTop } from './errors/check-argument.js';
export { describeValue } from './errors/describe-value.js';
export { type ConfigViolation, HyperDriveConfigError } from './errors/hyperdrive-config-error.js';
export { HyperDriveError, type HyperDriveErrorCode, type HyperDriveErrorOptions } from './errors/hyperdrive-error.js';
export { HyperDriveNotImplementedError } from './errors/hyperdrive-not-implemented-error.js';
export { HyperDriveRehydrateError } from './errors/hyperdrive-rehydrate-error.js';
export { InvalidArgumentError } from './errors/invalid-argument-error.js';
export { markErrorClass } from './errors/mark-error-class.js';
export { RunFailedError } from './errors/run-failed-error.js';
export { UnreadableMetricsError } from './errors/unreadable-metrics-error.js';
export { UnsupportedOperationError } from './errors/unsupported-operation-error.js';
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
export { type Hyperparameters, parseHyperparameters } from './hyperparameters/hyperparameters.js';
export { createExactJsonReader, type ExactJsonReader } from './json/exact-json-reader.js';
export { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json/json-value.js';
export { parseJson } from './json/parse-json.js';
export { type PlainJson, toPlainJson } from './json/to-plain-json.js';
export { writeJson } from './json/write-json.js';
export type {
  ArtifactMetric,
  Metric,
  MetricCell,
  MetricColumnType,
  MetricNumber,
  MetricPoint,
  MetricRow,
  ScalarMetric,
  TableMetric,
} from './metrics/metric.js';
export {
  type MetricOrigin,
  type MetricReading,
  type MetricScope,
  type MissingMetricReason,
  readMetric,
  type UsableValue,
  usableValues,
} from './metrics/metric-series.js';
export { toPythonMetricShape } from './metrics/python-metric-shape.js';
export type { CallOptions } from './ports/abort-signal.js';
export type {
  GetMetricsOptions,
  ListChildRunsOptions,
  ListSweepsOptions,
  RunChanges,
  RunMetricsResult,
  SweepBackend,
} from './ports/sweep-backend.js';
export type {
  CopiedMetric,
  CopyLoss,
  RunDescription,
  RunToCopy,
  SweepCopyTarget,
} from './ports/sweep-copy-target.js';
export type { PlacementKey, SweepTarget } from './ports/sweep-target.js';
export type { LoggedRow, TrainingBackend } from './ports/training-backend.js';
export {
  type BestRunEvidence,
  type BestRunReasons,
  type ExcludedChild,
  explainBestRun,
  type NoBestRunReason,
} from './ranking/explain-best-run.js';
export { findStrayRun, type StrayRun } from './ranking/find-stray-run.js';
export { mergeResumedBest, type SweepBest } from './ranking/merge-resumed-best.js';
export {
  checkPrimaryMetric,
  compareByGoal,
  type PrimaryMetric,
  type PrimaryMetricGoal,
  parseGoal,
} from './ranking/primary-metric.js';
export { missingChildren, type ProvisionalReason, provisionalReasons } from './ranking/provisional-reasons.js';
export {
  bestChildTableName,
  isRecordedFor,
  type RecordedBestChild,
  recordedBestFromProperties,
  recordedBestFromTable,
} from './ranking/recorded-best-child.js';
export { type BestRunCandidate, type BestRunFilter, isEligible, selectBestChild } from './ranking/select-best-run.js';
export { hasMetric, type RankableChild, type SortChildrenOptions, sortChildren } from './ranking/sort-children.js';
export { experimentOfSweepId, experimentSweepId } from './runs/experiment-sweep-id.js';
export { isAllGenerated, plannedTrials, plannedTrialsProperty, totalTrials } from './runs/planned-trials.js';
export type { RunDetails, RunErrorDetail, RunRecord } from './runs/run.js';
export { matchesFilter, type NamedTextFilter, type RunFilter } from './runs/run-filter.js';
export type { RunScope } from './runs/run-scope.js';
export {
  isTerminalStatus,
  type KnownRunStatus,
  knownRunStatuses,
  type RunStatus,
  type TerminalRunStatus,
} from './runs/run-status.js';
export {
  type GoalOfTrials,
  goalOfTrials,
  isPruned,
  type SearchTrial,
  statusOfTrial,
  type TrialOutcome,
} from './runs/search-trial.js';
export { statusOfRuns } from './runs/status-of-runs.js';
export { type ChildSummary, summarizeChild } from './runs/summarize-child.js';
export { measureProgress, type SweepProgress, type SweepProgressEvidence } from './runs/sweep-progress.js';
export { type BoundedMultiples, boundedMultiples } from './search-space/bounded-multiples.js';
export { type FiniteValues, finiteValues } from './search-space/finite-values.js';
export { createGridOfMultiples, type GridOfMultiples } from './search-space/grid-of-multiples.js';
export { powerOf } from './search-space/power-of.js';
export { logBaseOf, searchSpaceSize } from './search-space/search-space-size.js';
export { valueIdentity } from './search-space/value-identity.js';
export { closestName } from './text/closest-name.js';
export { editDistance } from './text/edit-distance.js';
