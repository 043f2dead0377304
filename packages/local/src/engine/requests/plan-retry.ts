import { findHyperparameters } from '@hyperdrive-run/core/internal';
import type { JsonObject } from '@hyperdrive-run/core/json';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { runNotFound } from '../../storage/runs/run-not-found.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { refuseRun } from '../refusals.js';
import { type SweepState, sweepStateFromJson } from '../sweep/sweep-state.js';
import { retriedBy } from '../trial/store-trial.js';

/** Trials of a sweep that are to be run once more. */
export interface RetryPlan {
  readonly sweep: StoredRun;
  readonly state: SweepState;
  readonly trials: readonly { readonly runId: string; readonly point: JsonObject }[];
}

/**
 * Finds what is to be run again: a trial that failed or was canceled; of a sweep all of its trials that failed. A trial
 * that was tried again already is not tried again: what came of it is a trial of its own, which can be.
 * @throws BackendError with code `run-not-found`, or `refused` where there is nothing to try again
 */
export function planRetry(store: RunStore, key: RunKey): RetryPlan {
  const run = store.getRun(key);
  if (run === undefined) throw runNotFound(key);
  const own = sweepStateFromJson(store.getEngineState(run));
  if (own !== undefined) {
    const trials = Array.from(store.childrenOf(run));
    const again = new Set(trials.map(retriedBy));
    const failed = trials.filter((trial) => trial.status === 'Failed' && !again.has(trial.runId));
    if (failed.length === 0) throw refuseRun(run, 'has no failed trials that were not tried again already');
    return { sweep: run, state: own, trials: failed.map((trial) => pointOf(run, trial)) };
  }
  const sweep = run.parentRunId === undefined ? undefined : store.getRun({ ...key, runId: run.parentRunId });
  const state = sweep && sweepStateFromJson(store.getEngineState(sweep));
  if (sweep === undefined || state === undefined || store.getEngineState(run) === undefined) {
    throw refuseRun(run, 'is no trial, and no sweep, of this service');
  }
  if (run.status !== 'Failed' && run.status !== 'Canceled') {
    throw refuseRun(run, `is ${run.status}: only what failed or was canceled is tried again`);
  }
  const later = Array.from(store.childrenOf(sweep)).find((trial) => retriedBy(trial) === run.runId);
  if (later !== undefined) throw refuseRun(run, `was tried again already, as ${later.runId}, which is ${later.status}`);
  return { sweep, state, trials: [pointOf(sweep, run)] };
}

/** @throws BackendError with code `refused` where the trial's hyperparameters are lost */
function pointOf(sweep: StoredRun, trial: StoredRun): RetryPlan['trials'][number] {
  const found = findHyperparameters(sweep, trial);
  if (found === undefined) throw refuseRun(trial, 'cannot be tried again: its hyperparameters are recorded nowhere');
  return { runId: trial.runId, point: found.values };
}
