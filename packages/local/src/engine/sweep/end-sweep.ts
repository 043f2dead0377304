import { type RunErrorDetail, selectBestChild } from '@hyperdrive-run/core';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { type BestChild, bestChildRow } from '../best-child/best-child-tracker.js';
import type { EngineContext } from '../engine-context.js';
import type { Sweep } from './sweep.js';
import type { WriteSweepLog } from './sweep-log.js';
import { type SweepStop, sweepOutcome } from './sweep-outcome.js';

/** What is known of a sweep all of whose trials have ended. */
export interface EndedSweep {
  readonly sweep: Sweep;
  readonly stop: SweepStop | undefined;
  /** Why it could not run at all, where that is so. */
  readonly failure?: RunErrorDetail | undefined;
  /** The ids of its trials. */
  readonly trialIds: ReadonlySet<string>;
  /** A trial's best value of the primary metric. */
  readonly bestOf: (runId: string) => number | undefined;
}

/**
 * Ends a sweep's parent run as Azure ML's service does: its status, the final row of its table of best children, and
 * the properties that name the winner. All of it is written or nothing.
 */
export function endSweep(
  context: EngineContext,
  { sweep, stop: stopNow, failure, trialIds, bestOf }: EndedSweep,
  log: WriteSweepLog,
): void {
  const { store, now } = context;
  const { reopenedAfter } = sweep.state;
  // What stopped a sweep still counts, though some of its trials were tried again afterwards.
  const stop = stopNow ?? (reopenedAfter === 'completed' ? undefined : reopenedAfter);
  const trials = [...childrenInListingOrder(context, sweep)].filter((run) => trialIds.has(run.runId));
  const statuses = trials.map((trial) => trial.status);
  const status = failure === undefined ? sweepOutcome(statuses, stop) : 'Failed';
  // With a failure of its own some of its trials may have completed all the same.
  const best = status === 'Failed' && failure === undefined ? undefined : findWinner(sweep, trials, bestOf);
  const parent = store.getRun(sweep);
  const endTime = now();
  store.transaction(() => {
    if (best !== undefined) {
      const elapsedSeconds = Math.floor((endTime.getTime() - (parent?.createdTime ?? endTime).getTime()) / 1000);
      const metricName = sweep.config.primaryMetricName;
      store.appendMetricRows(sweep, [bestChildRow({ metricName, best, elapsedSeconds, final: true, time: endTime })]);
    }
    store.updateRun(sweep, {
      status,
      endTime,
      queueMessage: null,
      addProperties: new Map([
        ...(best === undefined ? [] : winnerProperties(best)),
        ...(stop === undefined ? [] : [['cancellation_reason', cancellationReasons[stop]] as const]),
        ...(stop === undefined && parent?.properties.has('cancellation_reason')
          ? [['cancellation_reason', ''] as const]
          : []),
      ]),
      cancellationReason: stop === undefined ? undefined : cancellationReasons[stop],
      error: status === 'Failed' ? (failure ?? describeFailure(trials)) : undefined,
    });
  });
  log('CONTROLLER', `Changing Run Status from ${parent?.status ?? 'Running'} to ${status}`);
}

const cancellationReasons: Readonly<Record<SweepStop, string>> = {
  canceled: 'The sweep was canceled by a user.',
  'timed-out': 'The sweep reached its maximum duration.',
};

/** What stopped a sweep that has ended; `undefined` where it came to its own end. */
export function sweepStopOf({ cancellationReason }: Pick<StoredRun, 'cancellationReason'>): SweepStop | undefined {
  return (['canceled', 'timed-out'] as const).find((stop) => cancellationReasons[stop] === cancellationReason);
}

/** The best trial by core's rule; of tied ones the first in listing order, as whoever compares all of them finds it. */
function findWinner(
  sweep: Sweep,
  trials: readonly StoredRun[],
  bestOf: (runId: string) => number | undefined,
): BestChild | undefined {
  const winner = selectBestChild(
    trials
      .filter((run) => !run.hidden)
      .map(({ runId, status }) => ({ runId, status, bestPrimaryMetric: bestOf(runId) })),
    sweep.config.primaryMetricGoal,
  );
  return winner === undefined ? undefined : { runId: winner.runId, value: winner.bestPrimaryMetric };
}

function winnerProperties({ runId, value }: BestChild): readonly (readonly [string, string])[] {
  return [
    ['best_child_run_id', runId],
    ['score', String(value)],
    ['best_metric_status', 'Succeeded'],
    ['best_data_container_id', `dcid.${runId}`],
  ];
}

function describeFailure(trials: readonly StoredRun[]): RunErrorDetail {
  const last = trials[0];
  const reason = last === undefined ? '' : ` ${last.runId}: ${last.error?.message ?? 'no reason is known'}`;
  return { code: 'UserError', message: `All ${trials.length} trials failed.${reason}` };
}

function* childrenInListingOrder({ store }: EngineContext, sweep: Sweep): Generator<StoredRun> {
  let continuationToken: string | undefined;
  do {
    const page = store.listRuns({ scope: sweep.scope, parentRunId: sweep.runId, pageSize: 500, continuationToken });
    yield* page.runs;
    continuationToken = page.continuationToken;
  } while (continuationToken !== undefined);
}
