import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunKey } from '../../storage/run-key.js';
import type { CancelOutcome } from '../sweep-engine.js';
import type { RunningEngine } from './running-engine.js';

/** Cancels a sweep with all of its trials. */
export function cancelSweep({ context, sweeps }: RunningEngine, key: RunKey): CancelOutcome {
  const run = context.store.getRun(key);
  if (run === undefined) return 'not-found';
  if (isTerminalStatus(run.status)) return 'already-finished';
  const sweep = sweeps.find(run);
  sweep?.cancel();
  return sweep === undefined ? 'not-here' : 'requested';
}

/** Cancels one trial; its sweep goes on. Given a sweep's parent it cancels the sweep. */
export function cancelRun(engine: RunningEngine, key: RunKey): CancelOutcome {
  const { context, sweeps } = engine;
  const run = context.store.getRun(key);
  if (run === undefined) return 'not-found';
  if (isTerminalStatus(run.status)) return 'already-finished';
  if (sweeps.find(run) !== undefined) return cancelSweep(engine, key);
  return sweeps.findByTrial(key)?.cancelTrial(key.runId) === true ? 'requested' : 'not-here';
}
