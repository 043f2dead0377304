// What the sdk's answers and errors are made of, so that its users need not install core beside it.
export {
  BackendError,
  type ChildSummary,
  type EarlyTerminationPolicy,
  HyperDriveConfig,
  HyperDriveConfigError,
  HyperDriveError,
  HyperDriveNotImplementedError,
  HyperDriveRehydrateError,
  type Hyperparameters,
  InvalidArgumentError,
  isTerminalStatus,
  type JsonObject,
  type JsonValue,
  type Metric,
  type PrimaryMetric,
  RunFailedError,
  type RunRecord,
  type RunStatus,
  readMetric,
  type SweepBackend,
  toPythonMetricShape,
  UnreadableMetricsError,
  UnsupportedOperationError,
  writeJson,
} from '@hyperdrive-run/core';
export { BaseRun, type KnownRun, type RefreshOptions } from './base-run.js';
export { type ConnectOptions, connect } from './connect.js';
export { Experiment } from './experiment.js';
export { type BestRunExplanation, HyperDriveRun } from './hyperdrive-run.js';
export { RunMetrics, SweepMetrics } from './metric-maps.js';
export { Run } from './run.js';
export type { CollectHyperparametersOptions } from './use-cases/collect-hyperparameters.js';
export type { ExplainedBest } from './use-cases/explain-best.js';
export type { FindBestRunOptions, FoundBest } from './use-cases/find-best-run.js';
export type { ListSortedChildrenOptions } from './use-cases/list-sorted-children.js';
export type { ReadChildrenOptions } from './use-cases/read-children.js';
export type { ReadSweepMetricsOptions } from './use-cases/read-sweep-metrics.js';
export type { OnUnreadable } from './use-cases/unreadable.js';
export type { WaitOptions } from './use-cases/wait-for-completion.js';
export { Workspace } from './workspace.js';
