export type { ExperimentScope, RunKey, WorkspaceScope } from '../storage/run-key.js';
export { experimentIdOf, workspaceIdOf } from '../storage/scope-ids.js';
export type { NewMetricRow } from '../storage/stored-metric.js';
export type { NewRun } from '../storage/stored-run.js';
export { loadRuns, type RunToLoad } from './load-runs.js';
