import { isTerminalStatus } from '@hyperdrive-run/core';
import type { RunKey } from '../../storage/run-key.js';
import { refuseRun } from '../refusals.js';
import { sweepStateFromJson } from '../sweep/sweep-state.js';
import type { RetriedTrial } from '../sweep-engine.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import { planRetry, type RetryPlan } from './plan-retry.js';
import { reopenSweep } from './reopen-sweep.js';
import { type RunningEngine, requireAddress } from './running-engine.js';
import { requireRunner, startStoredSweep } from './start-stored-sweep.js';

/**
 * Runs failed trials once more, in their sweep where it is on its way, else in the sweep opened again.
 * @throws BackendError as `SweepEngine.retry` says
 */
export function retryTrials(engine: RunningEngine, key: RunKey): readonly RetriedTrial[] {
  requireAddress(engine);
  const { context, sweeps } = engine;
  const plan = planRetry(context.store, key);
  const running = sweeps.find(plan.sweep);
  if (!isTerminalStatus(plan.sweep.status)) {
    const trials = running?.retry(plan.trials);
    if (trials === undefined) throw refuseRun(plan.sweep, 'is being recovered or ended: try again in a moment');
    return toRetried(plan, trials);
  }
  const trials = reopenSweep(context, plan, requireRunner(context, plan.sweep));
  // What is left of its end is tidied up first.
  if (running === undefined) startAgain(engine, plan.sweep);
  else void running.ended.catch(() => undefined).then(() => startAgain(engine, plan.sweep));
  return toRetried(plan, trials);
}

function startAgain(engine: RunningEngine, key: RunKey): void {
  const { store } = engine.context;
  const run = store.getRun(key);
  const state = run && sweepStateFromJson(store.getEngineState(run));
  if (run === undefined || state === undefined || engine.sweeps.isClosed()) return;
  startStoredSweep(engine, run, state);
}

function toRetried({ sweep, trials }: RetryPlan, stored: readonly StoredTrial[]): readonly RetriedTrial[] {
  return stored.map(({ runId }, index) => ({ sweepId: sweep.runId, runId, retryOf: trials[index]?.runId ?? '' }));
}
