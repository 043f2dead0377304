import { isTerminalStatus } from '@hyperdrive-run/core';
import { type Look, look } from './look.js';
import { failedNote } from './look-note.js';
import { lookPauseMs } from './look-pause.js';
import type { SweepView } from './sweep-view.js';

/** Shows a sweep anew until it has ended: one look after the other, never two at once. */
export async function followSweep(runId: string, first: Look, view: SweepView): Promise<void> {
  let state = first;
  let failures = 0;
  let failure: unknown;
  while (!isTerminalStatus(state.sweep.status)) {
    const pauseMs = lookPauseMs(failures);
    if (failures === 0) await wait(pauseMs);
    else await countDown(pauseMs, (leftMs) => view.noteFailure(failedNote(failure, leftMs)));
    try {
      state = await look(runId, state);
      failures = 0;
      view.show(state);
    } catch (error) {
      failures += 1;
      failure = error;
      view.showFailure(error);
    }
  }
}

/** Calls `onSecond` at once, after each second, and with 0 at the end. */
async function countDown(ms: number, onSecond: (leftMs: number) => void): Promise<void> {
  const endMs = performance.now() + ms;
  for (let leftMs = ms; leftMs > 0; leftMs = Math.ceil((endMs - performance.now()) / 1000) * 1000) {
    onSecond(leftMs);
    await wait(Math.min(1000, leftMs));
  }
  onSecond(0);
}

function wait(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
