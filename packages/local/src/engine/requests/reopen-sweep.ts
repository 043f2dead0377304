import { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import type { EngineContext } from '../engine-context.js';
import { refuseRun } from '../refusals.js';
import type { TrialRunner } from '../runners/trial-runner.js';
import { changeSweepState } from '../sweep/change-sweep-state.js';
import { sweepStopOf } from '../sweep/end-sweep.js';
import { sweepTag } from '../sweep/sweep-tags.js';
import { storeTrial } from '../trial/store-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { RetryPlan } from './plan-retry.js';

/**
 * Opens a sweep that has ended again, to run some of its trials again: stores their runs, and the sweep as one that has not
 * ended. It samples no further points, has its whole time once more, and its code is copied as it is now.
 * @throws BackendError with code `refused` where its code or its inputs are gone; nothing is changed then
 */
export function reopenSweep(
  context: EngineContext,
  { sweep, state, trials }: RetryPlan,
  runner: TrialRunner,
): readonly StoredTrial[] {
  const config = HyperDriveConfig.fromWire(state.config);
  const definition = config.runConfig;
  const missing = definition === undefined ? [] : runner.findUnrunnable(config);
  if (definition === undefined || missing.length > 0) {
    const gone = missing.map(({ path, got }) => `${path} (${got})`).join(', ');
    throw refuseRun(sweep, `cannot be opened again: what it runs is gone: ${gone || 'its command'}`);
  }
  const { store } = context;
  return store.transaction(() => {
    let number = nextNumberOf(sweep, store.childrenOf(sweep));
    const stored = trials.map(({ runId, point }) =>
      storeTrial(
        context,
        { ...sweep, definition, runner },
        { number: number++, point, origin: { kind: 'retry', of: runId } },
      ),
    );
    changeSweepState(store, sweep, (before) => ({
      ...before,
      deadline: Date.now() + config.maxDurationSeconds * 1000,
      codePath: undefined,
      pausedAt: undefined,
      reopenedAfter: before.reopenedAfter ?? sweepStopOf(sweep) ?? 'completed',
    }));
    store.updateRun(sweep, {
      status: 'NotStarted',
      endTime: null,
      error: null,
      cancellationReason: null,
      setTags: new Map([[sweepTag.cancellationRequested, 'false']]),
    });
    return stored;
  });
}

function nextNumberOf(sweep: StoredRun, children: Iterable<StoredRun>): number {
  let last = -1;
  for (const { runId } of children) {
    const number = Number(runId.slice(sweep.runId.length + 1));
    if (Number.isInteger(number) && number > last) last = number;
  }
  return last + 1;
}
