import {
  advance,
  isGoingOn,
  queueOf,
  type SweepEffect,
  type SweepEnd,
  type SweepEvent,
  type SweepLifecycle,
  type SweepPhase,
  startLifecycle,
} from './sweep-lifecycle.js';
import type { TrialQueue } from './trial-queue.js';

/** Keeps the lifecycle of one sweep, and has done what its events ask for. */
export interface SweepCourse {
  phase(): SweepPhase;
  /** Its trials, once they are known. */
  queue(): TrialQueue | undefined;
  /** Why it starts no further trials, where that is so. */
  stop(): SweepLifecycle['stop'];
  /** Whether nothing ends the sweep. It may be paused all the same. */
  isGoingOn(): boolean;
  /** Whether an event would be accepted now. For what is to be recorded before it happens. */
  accepts(event: SweepEvent): boolean;
  /** @returns whether the event was accepted */
  send(event: SweepEvent): boolean;
  /** Resolves once the phase is `ended`. Never rejects. */
  readonly ended: Promise<SweepEnd>;
}

/**
 * @param isCanceled whether a cancellation was recorded before
 * @param carryOut does what an event asks for; the lifecycle is beyond the event then
 */
export function createSweepCourse(isCanceled: boolean, carryOut: (effect: SweepEffect) => void): SweepCourse {
  let lifecycle = startLifecycle(isCanceled);
  let resolveEnded = (_end: SweepEnd): void => {};
  const ended = new Promise<SweepEnd>((resolve) => {
    resolveEnded = resolve;
  });
  return {
    phase: () => lifecycle.phase,
    queue: () => queueOf(lifecycle.phase),
    stop: () => lifecycle.stop,
    isGoingOn: () => isGoingOn(lifecycle),
    accepts: (event) => advance(lifecycle, event) !== undefined,
    send(event) {
      const step = advance(lifecycle, event);
      if (step === undefined) return false;
      lifecycle = step.lifecycle;
      if (lifecycle.phase.kind === 'ended') resolveEnded(lifecycle.phase.end);
      for (const effect of step.effects) carryOut(effect);
      return true;
    },
    ended,
  };
}
