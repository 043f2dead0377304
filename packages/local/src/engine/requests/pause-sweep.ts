import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import type { ActiveSweep } from '../sweep/active-sweep.js';
import { changeSweepState, pausedMessage, pausedState, resumedState } from '../sweep/change-sweep-state.js';
import { sweepStateFromJson } from '../sweep/sweep-state.js';

/** Where a sweep is steered to. */
export type SweepSteering = 'pause' | 'resume';

/**
 * What a request to pause a sweep, or to go on with it, came to.
 * - `done`: it is so, or was so before
 * - `being-ended`: the sweep was canceled, ran out of time, or its service is stopping
 * - `already-finished`, `not-found`: there is nothing to steer
 * - `not-a-sweep`: the run is none that this engine was given
 */
export type SteerOutcome = 'done' | 'being-ended' | 'already-finished' | 'not-found' | 'not-a-sweep';

/**
 * Pauses a sweep or goes on with it.
 * @param active the sweep, where it is on its way in this process; otherwise it is only noted, for the next service
 */
export function steerSweep(
  store: RunStore,
  key: RunKey,
  steering: SweepSteering,
  active: ActiveSweep | undefined,
): SteerOutcome {
  const run = store.getRun(key);
  if (run === undefined) return 'not-found';
  if (sweepStateFromJson(store.getEngineState(run)) === undefined) return 'not-a-sweep';
  if (isTerminalStatus(run.status)) return 'already-finished';
  if (active !== undefined) return active[steering]() ? 'done' : 'being-ended';
  if (run.status === 'CancelRequested') return 'being-ended';
  store.transaction(() => {
    changeSweepState(store, run, steering === 'pause' ? pausedState : resumedState);
    const isHeld = run.status === 'Paused' || run.status === 'Pausing';
    if (steering === 'pause') store.updateRun(run, { status: 'Paused', queueMessage: pausedMessage });
    else if (isHeld) {
      store.updateRun(run, { status: run.startTime === undefined ? 'NotStarted' : 'Running', queueMessage: null });
    }
  });
  return 'done';
}
