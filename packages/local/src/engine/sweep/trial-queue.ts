import type { ActiveTrial } from '../trial/run-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialStop, TrialVerdict } from '../trial/trial-verdict.js';
import { createNextTrial, type MakeTrial } from './next-trial.js';

/** The trials of a sweep that wait to be started, and those that run. */
export interface TrialQueue {
  /** How many trials run. */
  runningCount(): number;
  /** The ids of the trials that run, or wait in their runner's hands. */
  running(): readonly string[];
  /** Trials that are stored but not started, the next one first. */
  waiting(): readonly StoredTrial[];
  /** Whether a trial waits or runs. */
  has(runId: string): boolean;
  /** Starts trials while there is room for them and the queue is open. */
  fill(): void;
  /** Puts trials before those that wait. */
  putFirst(trials: readonly StoredTrial[]): void;
  /** Takes out a trial that waits. */
  remove(runId: string): void;
  /** Starts or adopts a trial, whether there is room for it or not. */
  follow(trial: StoredTrial): void;
  /** Ends a trial that runs. @returns whether this is the reason that it ends for */
  stop(runId: string, reason: TrialStop): boolean;
  /** Ends all trials that run. */
  stopAll(reason: TrialStop): void;
  /** Follows no trial any more, but lets them run on. */
  detachAll(): void;
  /** Resolves once none of the trials that run now is followed any more, and none is in the making. Never rejects. */
  settled(): Promise<void>;
}

export interface TrialQueueOptions {
  readonly waiting: readonly StoredTrial[];
  /** How many trials may run at once. */
  readonly maxRunning: number;
  /** Whether trials may be started now, where there is room. */
  readonly isOpen: () => boolean;
  /** Makes the next trial once none waits. What it promises is not made where the queue is closed by then. */
  readonly makeNext: MakeTrial;
  readonly start: (trial: StoredTrial) => ActiveTrial;
  /** Is called once the trial counts among those that run. */
  readonly onStarted: (trial: StoredTrial) => void;
  readonly onEnded: (trial: StoredTrial, verdict: TrialVerdict) => void;
  /** Is called where no trial runs after the queue was filled or stopped, perhaps more than once. */
  readonly onIdle: () => void;
  /** Is called where a trial cannot be followed, or the queue not be filled. */
  readonly onFailure: (error: unknown) => void;
  /** Is called where it cannot be recorded that a trial is being ended. It is being ended all the same. */
  readonly onUnrecordedStop: (runId: string, error: unknown) => void;
}

/** Makes a queue. Nothing is started before it is filled. */
export function createTrialQueue(options: TrialQueueOptions): TrialQueue {
  const { maxRunning, isOpen, makeNext, start, onStarted, onEnded, onIdle, onFailure, onUnrecordedStop } = options;
  const running = new Map<string, ActiveTrial>();
  let waiting = [...options.waiting];
  const next = createNextTrial({
    make: makeNext,
    onCome(make) {
      if (make !== undefined && isOpen()) follow(make());
      fill();
    },
    onFailure,
  });

  function fill(): void {
    try {
      // A trial that is coming has its place among those that run.
      while (isOpen() && running.size + (next.isComing() ? 1 : 0) < maxRunning) {
        const trial = waiting.shift() ?? next.take();
        if (trial === undefined) break;
        follow(trial);
      }
      if (running.size === 0 && !(next.isComing() && isOpen())) onIdle();
    } catch (error) {
      onFailure(error);
    }
  }

  function follow(trial: StoredTrial): void {
    const active = start(trial);
    running.set(trial.runId, active);
    onStarted(trial);
    void active.ended
      .then((verdict) => {
        running.delete(trial.runId);
        onEnded(trial, verdict);
        fill();
      })
      .catch(onFailure);
  }

  return {
    runningCount: () => running.size,
    running: () => [...running.keys()],
    waiting: () => waiting,
    has: (runId) => running.has(runId) || waiting.some((trial) => trial.runId === runId),
    fill,
    putFirst(trials) {
      waiting.unshift(...trials);
    },
    remove(runId) {
      waiting = waiting.filter((trial) => trial.runId !== runId);
    },
    follow,
    stop: (runId, reason) => running.get(runId)?.stop(reason) === true,
    stopAll(reason) {
      next.cancel();
      for (const [runId, trial] of running) {
        try {
          trial.stop(reason);
        } catch (error) {
          onUnrecordedStop(runId, error);
        }
      }
      if (running.size === 0) onIdle();
    },
    detachAll() {
      next.cancel();
      for (const trial of running.values()) trial.detach();
    },
    async settled() {
      await Promise.allSettled([next.settled(), ...[...running.values()].map((trial) => trial.ended)]);
    },
  };
}
