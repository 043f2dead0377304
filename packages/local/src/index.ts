export { describeEarlierPoints, type EarlierPoints } from '@hyperdrive-run/sampling';
export type { AskedService } from './client/ask-service.js';
export type { ComputeCalls, ComputeToAdd } from './client/compute-calls.js';
export {
  createLocalServiceClient,
  type LocalServiceClient,
  type LocalServiceClientOptions,
  type PruneRequest,
} from './client/local-service-client.js';
export { createLocalService, type LocalService } from './create-local-service.js';
export { localTarget, localTargetWith } from './engine/local-target.js';
export type { Compute, ComputeResources } from './engine/runners/computes/compute.js';
export type { Capacity, ComputeReport } from './engine/runners/computes/compute-report.js';
export { readComputes } from './engine/runners/computes/read-computes.js';
export type { RetriedTrial } from './engine/sweep-engine.js';
export { importRuns, type RunToImport } from './import/import-runs.js';
export type { LocalServiceOptions } from './local-service-options.js';
export { localWorkspace, localWorkspaceUri } from './local-workspace-uri.js';
export { type NetworkOptions, plainHttpWarning } from './network/network.js';
export { findRunningService, type RunningService } from './service-file.js';
export { type StartedLocalService, type StartLocalServiceOptions, startLocalService } from './start-local-service.js';
export { StorageError, type StorageFailure } from './storage/database/storage-error.js';
export type { ExperimentScope, WorkspaceScope } from './storage/run-key.js';
export { experimentIdOf, workspaceIdOf } from './storage/scope-ids.js';
export type { PrunedRun, PruneResult } from './upkeep/prune-runs.js';
export type { ServiceUsage } from './upkeep/service-usage.js';
