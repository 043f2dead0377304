import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunStore } from '../../storage/run-store.js';
import type { RunUpdate, StoredRun } from '../../storage/runs/stored-run.js';
import type { TrialVerdict } from './trial-verdict.js';

/**
 * Stores how a trial ended. What its script left open below it (MLflow's client ends only what its main thread has open,
 * and a process that is killed ends nothing) ends with it, in the same way: nothing is left that could.
 */
export function endTrial(
  store: Pick<RunStore, 'transaction' | 'runAndBelow' | 'changeRun'>,
  trial: Pick<StoredRun, 'scope' | 'runId'>,
  verdict: TrialVerdict & Pick<RunUpdate, 'startTime'>,
  endTime: Date,
): void {
  const { status } = verdict;
  store.transaction(() => {
    for (const run of store.runAndBelow(trial)) {
      if (run.runId === trial.runId || isTerminalStatus(run.status)) continue;
      store.changeRun({ scope: trial.scope, runId: run.runId }, { status, endTime });
    }
    store.changeRun(trial, { ...verdict, endTime, queueMessage: null });
  });
}
