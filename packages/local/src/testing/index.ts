export type { NewMetricRow } from '../storage/metrics/stored-metric.js';
export type { ExperimentScope, RunKey, WorkspaceScope } from '../storage/run-key.js';
export type { NewRun } from '../storage/runs/stored-run.js';
export { experimentIdOf, workspaceIdOf } from '../storage/scope-ids.js';
export { loadRuns, type RunToLoad } from './load-runs.js';
