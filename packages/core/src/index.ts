// The main entry of core: metrics, runs, statuses, how children are ranked, and the errors of the family. Written by hand: what no
// entry names cannot be reached.

export { BackendError, type BackendErrorCode, type BackendErrorOptions } from './errors/backend-error.js';
export { type ConfigViolation, HyperDriveConfigError } from './errors/hyperdrive-config-error.js';
export { HyperDriveError, type HyperDriveErrorCode, type HyperDriveErrorOptions } from './errors/hyperdrive-error.js';
export { HyperDriveNotImplementedError } from './errors/hyperdrive-not-implemented-error.js';
export { HyperDriveRehydrateError } from './errors/hyperdrive-rehydrate-error.js';
export { InvalidArgumentError } from './errors/invalid-argument-error.js';
export { RunFailedError } from './errors/run-failed-error.js';
export { UnreadableMetricsError } from './errors/unreadable-metrics-error.js';
export { UnsupportedOperationError } from './errors/unsupported-operation-error.js';
export { type Hyperparameters, parseHyperparameters } from './hyperparameters/hyperparameters.js';
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
export {
  type BestRunEvidence,
  type BestRunReasons,
  type ExcludedChild,
  explainBestRun,
  type NoBestRunReason,
} from './ranking/explain-best-run.js';
export { compareByGoal, type PrimaryMetric, type PrimaryMetricGoal, parseGoal } from './ranking/primary-metric.js';
export { type ProvisionalReason, provisionalReasons } from './ranking/provisional-reasons.js';
export { type BestRunCandidate, type BestRunFilter, isEligible, selectBestChild } from './ranking/select-best-run.js';
export {
  hasMetric,
  type RankableChild,
  type RankedChild,
  type SortChildrenOptions,
  sortChildren,
} from './ranking/sort-children.js';
export { experimentOfSweepId, experimentSweepId } from './runs/experiment-sweep-id.js';
export { plannedTrials } from './runs/planned-trials.js';
export type { RunDetails, RunErrorDetail, RunRecord } from './runs/run.js';
export type { RunScope } from './runs/run-scope.js';
export {
  isTerminalStatus,
  type KnownRunStatus,
  knownRunStatuses,
  type RunStatus,
  type TerminalRunStatus,
} from './runs/run-status.js';
export type { SearchTrial, TrialOutcome } from './runs/search-trial.js';
export { type ChildSummary, isTrial, summarizeChild } from './runs/summarize-child.js';
export { measureProgress, type SweepProgress, type SweepProgressEvidence } from './runs/sweep-progress.js';
