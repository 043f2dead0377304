import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunKey } from '../../storage/run-key.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { changeSweepState, pausedMessage, pausedState, resumedState } from '../sweep/change-sweep-state.js';
import { sweepStateFromJson } from '../sweep/sweep-state.js';
import type { PauseOutcome } from '../sweep-engine.js';
import type { RunningEngine } from './running-engine.js';

/** Pauses a sweep. Where it is not on its way in this process that is only recorded, for the next service. */
export function pauseSweep(engine: RunningEngine, key: RunKey): PauseOutcome {
  const found = findPausable(engine, key);
  if (typeof found === 'string') return found;
  const active = engine.sweeps.find(key);
  if (active !== undefined) return active.pause() ? 'done' : 'being-ended';
  if (found.status === 'CancelRequested') return 'being-ended';
  const { store } = engine.context;
  store.transaction(() => {
    changeSweepState(store, found, pausedState);
    store.updateRun(found, { status: 'Paused', queueMessage: pausedMessage });
  });
  return 'done';
}

/** Goes on with a sweep that is paused, likewise. */
export function resumeSweep(engine: RunningEngine, key: RunKey): PauseOutcome {
  const found = findPausable(engine, key);
  if (typeof found === 'string') return found;
  const active = engine.sweeps.find(key);
  if (active !== undefined) return active.resume() ? 'done' : 'being-ended';
  if (found.status === 'CancelRequested') return 'being-ended';
  const { store } = engine.context;
  store.transaction(() => {
    changeSweepState(store, found, resumedState);
    if (found.status !== 'Paused' && found.status !== 'Pausing') return;
    const status = found.startTime === undefined ? 'NotStarted' : 'Running';
    store.updateRun(found, { status, queueMessage: null });
  });
  return 'done';
}

/** The sweep, or why it can be neither paused nor resumed. */
function findPausable({ context: { store } }: RunningEngine, key: RunKey): StoredRun | PauseOutcome {
  const run = store.getRun(key);
  if (run === undefined) return 'not-found';
  const state = store.getEngineState(run);
  if (sweepStateFromJson(state) === undefined) return state === undefined ? 'not-a-sweep' : 'a-trial';
  return isTerminalStatus(run.status) ? 'already-finished' : run;
}
