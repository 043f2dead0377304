import type { RunErrorDetail } from '@hyperdrive-run/core';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialStop } from '../trial/trial-verdict.js';
import type { SweepStop } from './sweep-outcome.js';
import type { TrialQueue } from './trial-queue.js';

/** How a sweep left this process. */
export type SweepEnd =
  /** All of its trials have ended, or none can be started: it gets its final status. */
  | { readonly kind: 'finished'; readonly failure?: RunErrorDetail | undefined }
  /** It stays unfinished in the store, for whoever recovers it: the service stops, or `error` kept it from going on. */
  | { readonly kind: 'interrupted'; readonly error?: Error | undefined };

/** Where a sweep is in this process. Each phase has the data that means something in it. */
export type SweepPhase =
  /** Trials of an earlier process are looked for and the code is copied: it is not known yet which trials run. */
  | {
      readonly kind: 'recovering';
      /** Trials that are to be canceled once that is known. */
      readonly canceledTrials: readonly string[];
    }
  /** Trials are started and followed. */
  | { readonly kind: 'scheduling'; readonly queue: TrialQueue }
  /** No trial is started any more. Those of an interrupted sweep may be on their way to their ends. */
  | { readonly kind: 'ended'; readonly end: SweepEnd; readonly queue?: TrialQueue | undefined };

/** The course of a sweep in this process. */
export interface SweepLifecycle {
  readonly phase: SweepPhase;
  /** Why it starts no further trials, where that is so. The first reason stays. */
  readonly stop?: SweepStop | undefined;
  /** Why its compute runs none of its trials, where that is so: it starts no further ones. */
  readonly refusal?: string | undefined;
  readonly isServiceStopping: boolean;
}

/** What happens to a sweep. */
export type SweepEvent =
  | { readonly kind: 'cancel' | 'time-out' | 'pause' | 'resume' | 'retry' | 'service-stops' | 'service-leaves' }
  | { readonly kind: 'cancel-trial'; readonly runId: string }
  /** It is known what became of the trials of an earlier process. */
  | { readonly kind: 'recovered'; readonly hasSurvivors: boolean }
  /** The code is copied too. */
  | { readonly kind: 'prepared'; readonly queue: TrialQueue; readonly survivors: readonly StoredTrial[] }
  /** The code cannot be copied. */
  | { readonly kind: 'unprepared'; readonly failure: RunErrorDetail }
  /** No trial runs, and none was started. */
  | { readonly kind: 'idle'; readonly isBlockedByPause: boolean }
  | { readonly kind: 'failed'; readonly error: Error; readonly isPassing: boolean }
  /** The compute has refused a trial, and would refuse all others. */
  | { readonly kind: 'refused'; readonly reason: string };

/** What is to be done after an event, in this order. */
export type SweepEffect =
  | { readonly kind: 'log-stop'; readonly stop: SweepStop }
  | { readonly kind: 'stop-trials'; readonly reason: TrialStop }
  | { readonly kind: 'log-refusal'; readonly reason: string }
  /** Ends the trials whose command does not run yet. */
  | { readonly kind: 'stop-waiting-trials'; readonly reason: TrialStop }
  | { readonly kind: 'cancel-trials'; readonly runIds: readonly string[] }
  /** Follows trials that an earlier process started. */
  | { readonly kind: 'adopt-trials'; readonly trials: readonly StoredTrial[] }
  /** Lets trials run on that are found again later. */
  | { readonly kind: 'detach-trials' }
  | { readonly kind: 'fill-queue' | 'show-paused' };

export interface SweepStep {
  readonly lifecycle: SweepLifecycle;
  readonly effects: readonly SweepEffect[];
}

/** @param isCanceled whether that was asked for before, of an earlier process */
export function startLifecycle(isCanceled: boolean): SweepLifecycle {
  return {
    phase: { kind: 'recovering', canceledTrials: [] },
    stop: isCanceled ? 'canceled' : undefined,
    isServiceStopping: false,
  };
}

/** Whether nothing ends the sweep: it may be paused all the same. */
export function isGoingOn({ stop, refusal, isServiceStopping }: SweepLifecycle): boolean {
  return stop === undefined && refusal === undefined && !isServiceStopping;
}

/**
 * What an event does to a sweep. Pure: whoever calls it does what it says.
 * @returns `undefined` where the event is refused, or means nothing in the phase that the sweep is in
 */
export function advance(lifecycle: SweepLifecycle, event: SweepEvent): SweepStep | undefined {
  const { phase } = lifecycle;
  if (phase.kind === 'ended' && phase.end.kind === 'finished') return undefined;
  switch (event.kind) {
    case 'cancel':
      return requestStop(lifecycle, 'canceled');
    case 'time-out':
      return phase.kind === 'ended' ? undefined : requestStop(lifecycle, 'timed-out');
    case 'service-stops':
      return { lifecycle: { ...lifecycle, isServiceStopping: true }, effects: stopTrials(phase, serviceStopped) };
    case 'service-leaves':
      return leave(lifecycle);
    case 'pause':
      return isGoingOn(lifecycle) ? { lifecycle, effects: [] } : undefined;
    case 'resume':
      return isGoingOn(lifecycle) ? { lifecycle, effects: fillQueue(phase) } : undefined;
    case 'retry':
      return isGoingOn(lifecycle) && phase.kind === 'scheduling' ? { lifecycle, effects: fillQueue(phase) } : undefined;
    case 'cancel-trial':
      return cancelTrial(lifecycle, event.runId);
    default:
      return phase.kind === 'ended' ? undefined : advancePhase({ ...lifecycle, phase }, event);
  }
}

type ActivePhase = Exclude<SweepPhase, { readonly kind: 'ended' }>;
type PhaseEvent = Extract<
  SweepEvent,
  { readonly kind: 'recovered' | 'prepared' | 'unprepared' | 'idle' | 'failed' | 'refused' }
>;

/** What comes of the engine's own work on the sweep. */
function advancePhase(
  lifecycle: SweepLifecycle & { readonly phase: ActivePhase },
  event: PhaseEvent,
): SweepStep | undefined {
  const { phase } = lifecycle;
  if (event.kind === 'failed') return fail(lifecycle, event);
  if (event.kind === 'refused') return refuse(lifecycle, event.reason);
  if (phase.kind === 'scheduling') {
    if (event.kind !== 'idle') return undefined;
    return isGoingOn(lifecycle) && event.isBlockedByPause
      ? { lifecycle, effects: [{ kind: 'show-paused' }] }
      : finish(lifecycle, failureOf(lifecycle));
  }
  switch (event.kind) {
    case 'recovered':
      return lifecycle.stop !== undefined && !event.hasSurvivors ? finish(lifecycle) : { lifecycle, effects: [] };
    case 'prepared':
      return {
        lifecycle: { ...lifecycle, phase: { kind: 'scheduling', queue: event.queue } },
        effects: [
          { kind: 'adopt-trials', trials: event.survivors },
          { kind: 'cancel-trials', runIds: phase.canceledTrials },
          isGoingOn(lifecycle) ? { kind: 'fill-queue' } : { kind: 'stop-trials', reason: reasonOf(lifecycle) },
        ],
      };
    case 'unprepared':
      return finish(lifecycle, event.failure);
    default:
      return undefined;
  }
}

function requestStop(lifecycle: SweepLifecycle, stop: SweepStop): SweepStep | undefined {
  if (lifecycle.stop !== undefined) return undefined;
  const stopped = { ...lifecycle, stop };
  return {
    lifecycle: stopped,
    effects: [{ kind: 'log-stop', stop }, ...stopTrials(lifecycle.phase, reasonOf(stopped))],
  };
}

/** What its compute will never run is not tried trial by trial; what runs there already comes to its own end. */
function refuse(lifecycle: SweepLifecycle, reason: string): SweepStep | undefined {
  if (lifecycle.refusal !== undefined) return undefined;
  return {
    lifecycle: { ...lifecycle, refusal: reason },
    effects: [
      { kind: 'log-refusal', reason },
      { kind: 'stop-waiting-trials', reason: { kind: 'sweep-refused' } },
    ],
  };
}

function failureOf({ refusal }: SweepLifecycle): RunErrorDetail | undefined {
  return refusal === undefined ? undefined : { code: 'UserError', message: refusal };
}

function cancelTrial(lifecycle: SweepLifecycle, runId: string): SweepStep {
  const { phase } = lifecycle;
  if (phase.kind === 'scheduling') return { lifecycle, effects: [{ kind: 'cancel-trials', runIds: [runId] }] };
  // Of an interrupted sweep it is recorded for whoever recovers it.
  if (phase.kind === 'ended') return { lifecycle, effects: [] };
  const canceledTrials = [...phase.canceledTrials, runId];
  return { lifecycle: { ...lifecycle, phase: { ...phase, canceledTrials } }, effects: [] };
}

function finish(lifecycle: SweepLifecycle, failure?: RunErrorDetail): SweepStep {
  const end: SweepEnd = lifecycle.isServiceStopping ? { kind: 'interrupted' } : { kind: 'finished', failure };
  return { lifecycle: { ...lifecycle, phase: { kind: 'ended', end, queue: queueOf(lifecycle.phase) } }, effects: [] };
}

/** The service stops, and leaves the trials to the next one. Those that it ends already are ended. */
function leave(lifecycle: SweepLifecycle): SweepStep {
  const { phase } = lifecycle;
  const stopping = { ...lifecycle, isServiceStopping: true };
  if (phase.kind === 'ended') return { lifecycle: stopping, effects: [] };
  return {
    lifecycle: { ...stopping, phase: { kind: 'ended', end: { kind: 'interrupted' }, queue: queueOf(phase) } },
    effects: phase.kind === 'scheduling' ? [{ kind: 'detach-trials' }] : [],
  };
}

/** What passes is waited out, with the trials running on. */
function fail(
  lifecycle: SweepLifecycle,
  { error, isPassing }: Extract<SweepEvent, { readonly kind: 'failed' }>,
): SweepStep {
  const { phase, isServiceStopping } = lifecycle;
  const end: SweepEnd = { kind: 'interrupted', error };
  return {
    lifecycle: { ...lifecycle, phase: { kind: 'ended', end, queue: queueOf(phase) } },
    effects:
      phase.kind === 'scheduling' && isPassing && !isServiceStopping
        ? [{ kind: 'detach-trials' }]
        : stopTrials(phase, serviceStopped),
  };
}

/** The trials of a sweep in this process, once they are known. */
export function queueOf(phase: SweepPhase): TrialQueue | undefined {
  return phase.kind === 'recovering' ? undefined : phase.queue;
}

const serviceStopped: TrialStop = { kind: 'service-stopped' };

function reasonOf({ stop }: SweepLifecycle): TrialStop {
  if (stop === undefined) return serviceStopped;
  return { kind: stop === 'canceled' ? 'sweep-canceled' : 'sweep-timed-out' };
}

function stopTrials(phase: SweepPhase, reason: TrialStop): readonly SweepEffect[] {
  return queueOf(phase) === undefined ? [] : [{ kind: 'stop-trials', reason }];
}

function fillQueue(phase: SweepPhase): readonly SweepEffect[] {
  return phase.kind === 'scheduling' ? [{ kind: 'fill-queue' }] : [];
}
