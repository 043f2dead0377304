// What the sdk's answers, errors and configs are made of, so that its users need not install core beside it.
export {
  BackendError,
  BanditPolicy,
  BayesianParameterSampling,
  type ChildSummary,
  choice,
  describeDecision,
  describeExpression,
  type EarlyTerminationPolicy,
  experimentOfSweepId,
  experimentSweepId,
  GridParameterSampling,
  HyperDriveConfig,
  HyperDriveConfigError,
  HyperDriveError,
  HyperDriveNotImplementedError,
  HyperDriveRehydrateError,
  type HyperparameterSampling,
  type Hyperparameters,
  InvalidArgumentError,
  isTerminalStatus,
  type JsonObject,
  type JsonValue,
  lognormal,
  loguniform,
  MedianStoppingPolicy,
  type Metric,
  NoTerminationPolicy,
  type NotJudgedReason,
  normal,
  type PolicyDecision,
  type PrimaryMetric,
  type ProvisionalReason,
  plannedTrials,
  policyToJson,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  RandomParameterSampling,
  RunFailedError,
  type RunKey,
  type RunRecord,
  type RunScope,
  type RunStatus,
  randint,
  readMetric,
  type SearchTrial,
  type SweepBackend,
  type SweepTarget,
  samplingToJson,
  searchSpaceSize,
  type TrialEnvironment,
  TruncationSelectionPolicy,
  toPythonMetricShape,
  UnreadableMetricsError,
  UnsupportedOperationError,
  uniform,
  writeJson,
} from '@hyperdrive-run/core';
export {
  BaseRun,
  type DetailedStatus,
  type GetChildrenOptions,
  type KnownRun,
  type RefreshOptions,
} from './base-run.js';
export { type ConnectOptions, connect } from './connect.js';
export { type CopyToMlflowOptions, copyToMlflow } from './copy-to-mlflow.js';
export { Experiment, type FindSweepsOptions } from './experiment.js';
export { exportSnapshot } from './export-snapshot.js';
export {
  type BestRun,
  type BestRunExplanation,
  HyperDriveRun,
  type KnownSweep,
  type LoadSweepOptions,
} from './hyperdrive-run.js';
export { RunMetrics, SweepMetrics } from './metric-maps.js';
export { type OpenedSnapshot, openSnapshot, SnapshotError, type SnapshotSource } from './open-snapshot.js';
export { readWholeSweep } from './read-whole-sweep.js';
export { Run } from './run.js';
export { sweepTargetOf } from './sweep-target-of.js';
export type { CollectHyperparametersOptions } from './use-cases/collect-hyperparameters.js';
export type { CollectSnapshotOptions, SnapshotPart } from './use-cases/collect-snapshot.js';
export type { CopyReport } from './use-cases/copy-sweep.js';
export type { ExplainedBest } from './use-cases/explain-best.js';
export type { EarlyTerminationExplanation, ExplainEarlyTerminationOptions } from './use-cases/explain-trial.js';
export type { FindBestRunOptions, FoundBest } from './use-cases/find-best-run.js';
export type { ListSortedChildrenOptions } from './use-cases/list-sorted-children.js';
export type { PollOptions } from './use-cases/poll.js';
export type { ReadChildrenOptions } from './use-cases/read-children.js';
export type { LogPart, ReadLogsOptions } from './use-cases/read-logs.js';
export type { ReadSweepMetricsOptions } from './use-cases/read-sweep-metrics.js';
export type { ChosenMetric, GoalSource } from './use-cases/resolve-primary-metric.js';
export type { OnUnreadable } from './use-cases/unreadable.js';
export type { WaitOptions } from './use-cases/wait-for-completion.js';
export type { SweepSnapshot, WatchOptions } from './use-cases/watch-sweep.js';
export { Workspace } from './workspace.js';
