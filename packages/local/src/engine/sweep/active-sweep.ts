import { HyperDriveError, type RunErrorDetail } from '@hyperdrive-run/core';
import { errorMessage } from '../../error-message.js';
import { isPassingFailure } from '../../storage/database/full-disk-error.js';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { EngineContext } from '../engine-context.js';
import type { CodeSnapshot } from '../trial/code-snapshot.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import { endSweep } from './end-sweep.js';
import { recoverTrials } from './recover-trials.js';
import type { Sweep } from './sweep.js';
import { createSweepControls, type SweepControls } from './sweep-controls.js';
import { cancelUnstarted, createSweepParts, type SweepParts } from './sweep-parts.js';
import { createSweepQueue } from './sweep-queue.js';
import { provideSnapshot, removeSnapshot } from './sweep-snapshot.js';

/** A sweep on its way. */
export interface ActiveSweep extends SweepControls {
  /** Is called with rows that a run has logged; runs that are none of its trials are passed over. */
  metricsLogged(runId: string, rows: readonly NewMetricRow[]): void;
  /** Resolves once nothing of the sweep runs. Rejects where the store fails. */
  readonly ended: Promise<void>;
}

/** Runs a sweep, or goes on with one that an earlier process began. Driven by events: nothing of it is polled. */
export function runSweep(context: EngineContext, sweep: Sweep): ActiveSweep {
  const parts = createSweepParts(context, sweep);
  return {
    ...createSweepControls(parts),
    metricsLogged(runId, rows) {
      parts.best.metricsLogged(runId, rows);
      parts.policy.metricsLogged(runId, rows);
    },
    ended: runToEnd(parts),
  };
}

async function runToEnd(parts: SweepParts): Promise<void> {
  const { context, sweep, course, clock, best } = parts;
  const startTime = context.store.getRun(sweep)?.startTime ?? context.now();
  const prepared = prepare(parts, startTime);
  prepared.catch(parts.fail);
  const end = await course.ended;
  clock.stop();
  best.stop();
  await course.queue()?.settled();
  parts.generator.close();
  if (end.kind === 'finished') {
    finish(parts, course.queue()?.waiting() ?? (await prepared), end.failure);
    await removeSnapshot(context, sweep);
  } else if (end.error !== undefined) throw end.error;
}

/** Brings the sweep to where its trials are started, if it is to go on. Returns the trials that wait to be started. */
async function prepare(parts: SweepParts, startTime: Date): Promise<readonly StoredTrial[]> {
  const { context, sweep, course, clock } = parts;
  const { waiting, survivors } = await recover(parts);
  if (clock.isOver()) course.send({ kind: 'time-out' });
  course.send({ kind: 'recovered', hasSurvivors: survivors.length > 0 });
  if (course.phase().kind === 'ended') return waiting;
  const mayStart = (): boolean => course.isGoingOn() && !clock.isPaused();
  if (mayStart()) context.store.updateRun(sweep, { status: 'Preparing' });
  const { snapshot, failure } = await takeSnapshot(parts);
  if (snapshot === undefined) {
    course.send({ kind: 'unprepared', failure });
    return waiting;
  }
  if (mayStart()) context.store.updateRun(sweep, { status: 'Running', startTime });
  clock.start();
  course.send({ kind: 'prepared', queue: createSweepQueue(parts, snapshot, waiting), survivors });
  return waiting;
}

async function recover({ context, sweep, generator, best, policy }: SweepParts): Promise<{
  readonly waiting: readonly StoredTrial[];
  readonly survivors: readonly StoredTrial[];
}> {
  const found = await recoverTrials(context, sweep);
  generator.restore(found);
  for (const { runId, status } of found) {
    best.restore(runId);
    policy.restore(runId, status !== undefined);
  }
  return {
    waiting: found.filter((trial) => trial.status === undefined && trial.survivor === undefined),
    survivors: found.filter((trial) => trial.survivor !== undefined),
  };
}

type TakenSnapshot =
  | { readonly snapshot: CodeSnapshot; readonly failure?: undefined }
  | { readonly snapshot?: undefined; readonly failure: RunErrorDetail };

/** @returns why the code cannot be copied, where that is so: it ends the sweep. A store that fails ends the work on it. */
async function takeSnapshot({ context, sweep, log }: SweepParts): Promise<TakenSnapshot> {
  try {
    return { snapshot: await provideSnapshot(context, sweep) };
  } catch (error) {
    if (HyperDriveError.isInstance(error) || isPassingFailure(error)) throw error;
    const message = `The code of the sweep cannot be copied: ${errorMessage(error)}`;
    log('CONTROLLER', message, 'ERROR');
    return { failure: { code: 'UserError', message } };
  }
}

function finish(parts: SweepParts, unstarted: readonly StoredTrial[], failure: RunErrorDetail | undefined): void {
  const { context, sweep, log, best, policy, generator, course } = parts;
  for (const { runId } of unstarted) cancelUnstarted(context, sweep, runId);
  policy.sweepEnded();
  const trialIds = generator.trialIds();
  endSweep(context, { sweep, stop: course.stop(), failure, trialIds, bestOf: best.bestOf }, log);
}
