import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { type SweepState, sweepStateFromJson, sweepStateToJson } from './sweep-state.js';

/** What a paused sweep says of itself while it waits. */
export const pausedMessage = 'The sweep is paused: no trial is started until it is resumed.';

/**
 * Changes what is remembered of a sweep. It is read again first: several parts of the engine change it, each its own.
 * @returns `undefined` where the run is no sweep of this engine
 */
export function changeSweepState(
  store: RunStore,
  key: RunKey,
  change: (state: SweepState) => SweepState,
): SweepState | undefined {
  return store.transaction(() => {
    const state = sweepStateFromJson(store.getEngineState(key));
    if (state === undefined) return undefined;
    const changed = change(state);
    store.setEngineState(key, sweepStateToJson(changed));
    return changed;
  });
}

/** The state of a sweep that is paused from now on. One that is paused already stays so since then. */
export function pausedState(state: SweepState): SweepState {
  return { ...state, pausedAt: state.pausedAt ?? Date.now() };
}

/** The state of a sweep that goes on from now on: the time of the pause is added to its time. */
export function resumedState(state: SweepState): SweepState {
  const pauseMs = state.pausedAt === undefined ? 0 : Math.max(0, Date.now() - state.pausedAt);
  return { ...state, deadline: state.deadline + pauseMs, pausedAt: undefined };
}
