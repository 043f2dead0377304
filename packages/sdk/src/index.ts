// What the sdk's results, errors and configs are made of, so that its users need not install core beside it.
export {
  BackendError,
  type ChildSummary,
  experimentOfSweepId,
  experimentSweepId,
  HyperDriveConfigError,
  HyperDriveError,
  HyperDriveNotImplementedError,
  HyperDriveRehydrateError,
  type Hyperparameters,
  InvalidArgumentError,
  isTerminalStatus,
  isTrial,
  type Metric,
  type PrimaryMetric,
  type ProvisionalReason,
  plannedTrials,
  RunFailedError,
  type RunRecord,
  type RunScope,
  type RunStatus,
  readMetric,
  type SearchTrial,
  toPythonMetricShape,
  UnreadableMetricsError,
  UnsupportedOperationError,
} from '@hyperdrive-run/core';
export {
  BanditPolicy,
  BayesianParameterSampling,
  choice,
  describeExpression,
  type EarlyTerminationPolicy,
  findWarmStartViolations,
  GridParameterSampling,
  HyperDriveConfig,
  type HyperparameterSampling,
  lognormal,
  loguniform,
  MedianStoppingPolicy,
  NoTerminationPolicy,
  normal,
  policyToJson,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  RandomParameterSampling,
  type ResumedChild,
  type ResumedSweep,
  type RunKey,
  randint,
  samplingToJson,
  TruncationSelectionPolicy,
  uniform,
  type WarmStartEvidence,
} from '@hyperdrive-run/core/config';
export { describeDecision, type NotJudgedReason, type PolicyDecision } from '@hyperdrive-run/core/early-termination';
export { type RecordedBestChild, recordedBestFromProperties } from '@hyperdrive-run/core/internal';
export type { SweepDocument, SweepDocumentNote } from '@hyperdrive-run/core/internal-config';
export { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
export type {
  JobSubmission,
  SweepBackend,
  SweepTarget,
  UploadNotice,
  UploadProgress,
} from '@hyperdrive-run/core/ports';
export { searchSpaceSize } from '@hyperdrive-run/core/search-space';
export { describePlacement, placementOf, type TrialEnvironment, type TrialPlacement } from '@hyperdrive-run/core/trial';
export {
  BaseRun,
  type DetailedStatus,
  type FetchOptions,
  type GetChildrenOptions,
  type GetDetailsOptions,
  type KnownRun,
  type KnownSweep,
  type RefreshOptions,
} from './base-run.js';
export type { BestRun, BestRunExplanation, FindOrExplainBestRunOptions } from './best-run.js';
export { type ConnectOptions, connect, type RetryOptions } from './connect.js';
export { type CopyToMlflowOptions, copyToMlflow } from './copy-to-mlflow.js';
export { describeSweep } from './describe-sweep.js';
export { Experiment, type FindSweepsOptions, type JobToSubmit } from './experiment.js';
export { exportSnapshot } from './export-snapshot.js';
export { HyperDriveRun } from './hyperdrive-run.js';
export { RunMetrics, SweepMetrics } from './metric-maps.js';
export { type OpenedSnapshot, openSnapshot, SnapshotError, type SnapshotSource } from './open-snapshot.js';
export { readWholeSweep } from './read-whole-sweep.js';
export { Run } from './run.js';
export { sweepTargetOf } from './sweep-target-of.js';
export type { BestReasons } from './use-cases/best-run/explain-best.js';
export type { BestRunSource, FindBestRunOptions } from './use-cases/best-run/find-best-run.js';
export type { ChosenMetric, GoalSource } from './use-cases/best-run/resolve-primary-metric.js';
export type { CollectHyperparametersOptions } from './use-cases/children/collect-hyperparameters.js';
export type {
  EarlyTerminationExplanation,
  ExplainEarlyTerminationOptions,
} from './use-cases/children/explain-trial.js';
export type { ListSortedChildrenOptions } from './use-cases/children/list-sorted-children.js';
export type { ReadChildrenOptions } from './use-cases/children/read-children.js';
export type { CollectSnapshotOptions, SnapshotPart } from './use-cases/copies/collect-snapshot.js';
export type { CopyReport } from './use-cases/copies/copy-sweep.js';
export type { OnUnreadable } from './use-cases/failures/unreadable.js';
export type { LoadSweepOptions } from './use-cases/lifecycle/load-sweep.js';
export type { PollOptions } from './use-cases/lifecycle/poll.js';
export type { LogPart, ReadLogsOptions } from './use-cases/lifecycle/read-logs.js';
export type { WaitOptions } from './use-cases/lifecycle/wait-for-completion.js';
export type { SweepUpdate, WatchOptions } from './use-cases/lifecycle/watch-sweep.js';
export type { ReadRunMetricsOptions } from './use-cases/metrics/read-run-metrics.js';
export type { ReadSweepMetricsOptions } from './use-cases/metrics/read-sweep-metrics.js';
export type { StreamSweepMetricsOptions, SweepMetricsStream } from './use-cases/metrics/stream-sweep-metrics.js';
export { Workspace } from './workspace.js';
