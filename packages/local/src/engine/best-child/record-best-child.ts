import { trialIndex } from '@hyperdrive-run/core/internal';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { EngineContext } from '../engine-context.js';
import type { Sweep } from '../sweep/sweep.js';
import type { WriteSweepLog } from '../sweep/sweep-log.js';
import { bestChildRow, createBestChildTracker } from './best-child-tracker.js';
import { loggedRowsOf } from './logged-rows.js';
import { createThrottle } from './throttle.js';

/** Rows of the table are written at most once in this time, so that fast trials do not fill it. */
const rowIntervalMs = 1000;

/** Keeps the parent's table of best children while a sweep runs. */
export interface BestChildRecorder {
  /** Reads what a trial logged to an earlier process. */
  restore(runId: string): void;
  metricsLogged(runId: string, rows: readonly NewMetricRow[]): void;
  readonly bestOf: (runId: string) => number | undefined;
  /** Leaves no timer behind. A row that was still to come is left out: the final one follows. */
  stop(): void;
}

export function recordBestChild(context: EngineContext, sweep: Sweep, log: WriteSweepLog): BestChildRecorder {
  const { store, now } = context;
  const { primaryMetric } = sweep.config;
  const tracker = createBestChildTracker(primaryMetric);
  let isStopped = false;

  function writeRow(): void {
    const best = tracker.best();
    const created = store.getRun(sweep)?.createdTime;
    if (best === undefined || created === undefined) return;
    const time = now();
    const elapsedSeconds = Math.floor((time.getTime() - created.getTime()) / 1000);
    store.appendMetricRows(sweep, [
      bestChildRow({ metricName: primaryMetric.name, best, elapsedSeconds, final: false, time }),
    ]);
    log('CONTROLLER', `Best so far: ${best.runId} with ${primaryMetric.name} ${best.value}`);
  }

  const throttle = createThrottle(rowIntervalMs, () => {
    try {
      writeRow();
    } catch (error) {
      // The trial's own rows are stored; what is lost is a step of the way, and whoever logs them must not fail for it.
      log('CONTROLLER', `The best child could not be recorded: ${String(error)}`, 'WARNING');
    }
  });

  return {
    restore(runId) {
      const key = { scope: sweep.scope, runId };
      for (const rows of loggedRowsOf(store, key, primaryMetric.name)) tracker.add(runId, rows);
    },
    metricsLogged(runId, rows) {
      // Runs that a script made by itself are no trials, whatever their ids.
      if (trialIndex(sweep.runId, runId) === undefined) return;
      if (tracker.add(runId, rows) && !isStopped) throttle.request();
    },
    bestOf: (runId) => tracker.bestOf(runId),
    stop() {
      isStopped = true;
      throttle.stop();
    },
  };
}
