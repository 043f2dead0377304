import type { RetryPlan } from '../requests/plan-retry.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import { pausedMessage } from './change-sweep-state.js';
import type { SweepParts } from './sweep-parts.js';
import { sweepTag } from './sweep-tags.js';

/** What becomes of the trials that run when their service stops. */
export type TrialsAtShutDown = 'end' | 'leave';

/** What can be asked of a sweep on its way. What is to outlive this process is recorded before it is done. */
export interface SweepControls {
  /** Ends the sweep and all of its trials. */
  cancel(): void;
  /** Ends one trial. Returns whether it is one of this sweep's that has not ended. */
  cancelTrial(runId: string): boolean;
  /**
   * Starts no further trials until the sweep is resumed; those that run go on to their end. Returns false where the
   * sweep is being ended.
   */
  pause(): boolean;
  /** Goes on with a sweep that is paused. Returns false where the sweep is being ended. */
  resume(): boolean;
  /**
   * Runs the points of trials once more, before what is still to come. Returns `undefined` where the sweep is being
   * recovered or ended.
   */
  retry(trials: RetryPlan['trials']): readonly StoredTrial[] | undefined;
  /** Ends the trials, or leaves them to the next service; the sweep stays as it is in the store. */
  shutDown(trials: TrialsAtShutDown): void;
}

export function createSweepControls(parts: SweepParts): SweepControls {
  const { context, sweep, course, clock, generator, log } = parts;
  const { store } = context;
  return {
    cancel() {
      if (!course.accepts({ kind: 'cancel' })) return;
      store.updateRun(sweep, {
        status: 'CancelRequested',
        setTags: new Map([[sweepTag.cancellationRequested, 'true']]),
      });
      course.send({ kind: 'cancel' });
    },
    cancelTrial(runId) {
      const event = { kind: 'cancel-trial', runId } as const;
      if (!course.accepts(event)) return false;
      if (course.phase().kind !== 'scheduling') {
        store.updateRun({ scope: sweep.scope, runId }, { status: 'CancelRequested' });
      } else if (course.queue()?.has(runId) !== true) return false;
      return course.send(event);
    },
    pause() {
      if (!course.accepts({ kind: 'pause' })) return false;
      if (clock.isPaused()) return true;
      clock.pause();
      const running = course.queue()?.runningCount() ?? 0;
      store.updateRun(sweep, { status: running > 0 ? 'Pausing' : 'Paused', queueMessage: pausedMessage });
      log('CONTROLLER', `Paused: no trial is started until the sweep is resumed; ${running} go on to their end`);
      return course.send({ kind: 'pause' });
    },
    resume() {
      if (!course.accepts({ kind: 'resume' })) return false;
      if (!clock.isPaused()) return true;
      clock.resume();
      const startTime = store.getRun(sweep)?.startTime ?? context.now();
      store.updateRun(sweep, { status: 'Running', startTime, queueMessage: null });
      log('CONTROLLER', 'Resumed');
      return course.send({ kind: 'resume' });
    },
    retry(trials) {
      if (!course.accepts({ kind: 'retry' })) return undefined;
      const again = store.transaction(() => trials.map((trial) => generator.retry(trial)));
      course.queue()?.putFirst(again);
      course.send({ kind: 'retry' });
      return again;
    },
    shutDown(trials) {
      course.send({ kind: trials === 'leave' ? 'service-leaves' : 'service-stops' });
    },
  };
}
