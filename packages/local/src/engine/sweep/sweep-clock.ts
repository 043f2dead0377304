import type { EngineContext } from '../engine-context.js';
import { startTimerUntil } from '../time/long-timer.js';
import { changeSweepState, pausedState, resumedState } from './change-sweep-state.js';
import type { Sweep } from './sweep.js';

/** The time that a sweep has. It does not pass from a pause to the next resume, also while no service runs. */
export interface SweepClock {
  /** Begins to watch the time. */
  start(): void;
  isPaused(): boolean;
  /** Whether the time has run out. */
  isOver(): boolean;
  pause(): void;
  resume(): void;
  /** Leaves no timer behind. */
  stop(): void;
}

/** @param onTimeout is called once, when the time has run out */
export function createSweepClock({ store }: EngineContext, sweep: Sweep, onTimeout: () => void): SweepClock {
  let { deadline, pausedAt } = sweep.state;
  let isStarted = false;
  let stopTimer = (): void => {};

  function watch(): void {
    if (isStarted && pausedAt === undefined) stopTimer = startTimerUntil(deadline, onTimeout);
  }

  return {
    start() {
      isStarted = true;
      watch();
    },
    isPaused: () => pausedAt !== undefined,
    isOver: () => pausedAt === undefined && deadline <= Date.now(),
    pause() {
      ({ pausedAt } = changeSweepState(store, sweep, pausedState) ?? { pausedAt: Date.now() });
      stopTimer();
    },
    resume() {
      ({ pausedAt, deadline } = changeSweepState(store, sweep, resumedState) ?? { pausedAt: undefined, deadline });
      watch();
    },
    stop() {
      isStarted = false;
      stopTimer();
    },
  };
}
