import { placementProperty } from '@hyperdrive-run/core/internal';
import { isPassingFailure } from '../../storage/database/full-disk-error.js';
import type { EngineContext } from '../engine-context.js';
import { endPersistently } from '../runners/end-persistently.js';
import type { JobPlacement, SubmittedTrial, TrialExit, TrialRefusal } from '../runners/trial-runner.js';
import { startTimerUntil } from '../time/long-timer.js';
import type { Trial } from './trial.js';

/** What became of the trial's own course meanwhile. */
export interface JobFollower {
  readonly isStopping: () => boolean;
  readonly isDetached: () => boolean;
  /** Is called once where the trial takes longer than it may, counted from its start. */
  readonly timeOut: (afterSeconds: number) => void;
}

/**
 * How long a trial has run before its run is Running: one that is over sooner is stored once, with its start and its end.
 * In milliseconds.
 */
const notableMs = 10;

/** How a job ended. */
export interface FollowedExit {
  readonly exit: TrialExit | TrialRefusal;
  /** When it started, where that is not stored yet. */
  readonly startTime?: Date | undefined;
}

/** A trial that a job belongs to. */
type FollowedTrial = Pick<Trial, 'scope' | 'runId' | 'definition' | 'warn'>;

/**
 * Follows a job from its runner's hands to its end. Its run is Running, and its time limit counts, from when the command
 * runs: what waits in a queue is Queued.
 * @throws StorageError where the store fails, or where the job never ran since this machine's disk is full
 */
export async function followJob(
  context: EngineContext,
  trial: FollowedTrial,
  job: SubmittedTrial,
  follower: JobFollower,
): Promise<FollowedExit> {
  job.onPlacement?.((placement) => recordPlacement(context, trial, placement));
  const first = await Promise.race([job.started, job.ended]);
  if (follower.isDetached()) throw followedNoLonger();
  if (first.kind === 'refused') return { exit: first };
  if (first.kind !== 'started') return { exit: throwPassing(await job.ended) };
  const seenTime = first.time ?? context.now();
  const soon = await endedSoon(job);
  if (soon !== undefined) {
    const stored = context.store.getRunProgress({ scope: trial.scope, runId: trial.runId })?.startTime;
    return { exit: throwPassing(soon), startTime: stored === undefined ? seenTime : undefined };
  }
  if (follower.isDetached()) throw followedNoLonger();
  const startTime = await recordStart(context, trial, job, seenTime, follower.isStopping());
  const seconds = trial.definition.maxDurationSeconds;
  const stopTimer =
    seconds === undefined
      ? () => {}
      : startTimerUntil(startTime.getTime() + seconds * 1000, () => follower.timeOut(seconds));
  try {
    return { exit: throwPassing(await job.ended) };
  } finally {
    stopTimer();
  }
}

/** @returns how it ended, where it is over at once */
async function endedSoon(job: SubmittedTrial): Promise<TrialExit | undefined> {
  let timer: NodeJS.Timeout | undefined;
  const later = new Promise<undefined>((resolve) => {
    timer = setTimeout(resolve, notableMs, undefined);
  });
  try {
    return await Promise.race([job.ended, later]);
  } finally {
    clearTimeout(timer);
  }
}

/** Ends a job, and says on the trial's behalf what goes wrong over it. Never rejects. */
export function endJob(context: EngineContext, trial: Pick<Trial, 'warn'>, job: SubmittedTrial): Promise<void> {
  const onFailure = (error: unknown): void =>
    trial.warn?.(`it could not be ended yet, and is asked to again: ${String(error)}`);
  return endPersistently(job, onFailure, context.runnerWaitMs);
}

/** What `ended` of a trial that was detached rejects with. */
export function followedNoLonger(): Error {
  return new Error('The trial is followed no longer.');
}

/** What people see of where the job is. That it cannot be written now is no reason to disturb the trial. */
function recordPlacement(
  { store }: EngineContext,
  { scope, runId }: FollowedTrial,
  { engineId, node, waitsFor }: JobPlacement,
): void {
  const properties = new Map<string, string>();
  if (engineId !== undefined) properties.set(placementProperty.engineId, engineId);
  if (node !== undefined) properties.set(placementProperty.node, node);
  try {
    store.changeRun({ scope, runId }, { addProperties: properties, queueMessage: waitsFor });
  } catch {
    // The next change is tried again.
  }
}

/** A run that was adopted keeps the time of its start. */
async function recordStart(
  context: EngineContext,
  trial: FollowedTrial,
  job: SubmittedTrial,
  time: Date,
  isStopping: boolean,
): Promise<Date> {
  const { store } = context;
  const key = { scope: trial.scope, runId: trial.runId };
  try {
    const run = store.getRunProgress(key);
    const startTime = run?.startTime ?? time;
    if (!isStopping && run?.status !== 'Running') store.changeRun(key, { status: 'Running', startTime });
    else if (run?.startTime === undefined) store.changeRun(key, { startTime });
    return startTime;
  } catch (error) {
    // Where the failure passes the job is found again; else nobody would follow it.
    if (!isPassingFailure(error)) {
      await endJob(context, trial, job);
      await job.ended;
    }
    throw error;
  }
}

function throwPassing(exit: TrialExit): TrialExit {
  if (exit.kind === 'never-ran' && exit.error !== undefined) throw exit.error;
  return exit;
}
