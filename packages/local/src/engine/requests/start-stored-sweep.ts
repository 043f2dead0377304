import type { BackendError } from '@hyperdrive-run/core';
import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import { refuseRun } from '../refusals.js';
import { chooseRunner } from '../runners/choose-runner.js';
import type { TrialRunner } from '../runners/trial-runner.js';
import { type SweepState, sweepStateFromJson } from '../sweep/sweep-state.js';
import type { RunningEngine } from './running-engine.js';

/** Starts a sweep whose parent run is stored, or goes on with it. One whose runner does not exist stays as it is. */
export function startStoredSweep(
  { context, sweeps, onError }: RunningEngine,
  run: StoredRun,
  state: SweepState,
  config: HyperDriveConfig = HyperDriveConfig.fromWire(state.config),
): void {
  const { scope, runId, createdBy } = run;
  const definition = config.runConfig;
  if (definition === undefined) return;
  const runner = chooseRunner(context.runners(), run.target);
  if (runner === undefined) onError?.(withoutRunner(run), run);
  else sweeps.start({ scope, runId, createdBy, config, definition, runner, state });
}

/** Goes on with the sweeps that an earlier process left unfinished. */
export function recoverSweeps(engine: RunningEngine): void {
  const { store } = engine.context;
  for (const run of store.unfinishedSweeps()) {
    const state = sweepStateFromJson(store.getEngineState(run));
    if (state !== undefined) startStoredSweep(engine, run, state);
  }
}

/** @throws BackendError with code `refused` where the sweep's runner does not exist in this service */
export function requireRunner({ runners }: EngineContext, run: StoredRun): TrialRunner {
  const runner = chooseRunner(runners(), run.target);
  if (runner === undefined) throw withoutRunner(run);
  return runner;
}

function withoutRunner(run: StoredRun): BackendError {
  return refuseRun(run, `runs on the compute ${run.target}, which this service does not have`);
}
