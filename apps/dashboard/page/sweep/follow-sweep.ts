import { isTerminalStatus } from '@hyperdrive-run/core';
import { type Look, look } from './look.js';
import { failedNote, liveNote, usualNote } from './look-note.js';
import { lookPauseMs } from './look-pause.js';
import { streamLooks, whenSeen } from './stream-looks.js';
import type { SweepView } from './sweep-view.js';

/** So often a stream may end before it brought anything: after that, something between page and server keeps it back. */
const mostEmptyStreams = 2;

/**
 * Shows a sweep anew until it has ended. What is new is sent by the server; where that does not work, the page looks: one
 * look after the other, never two at once.
 */
export async function followSweep(runId: string, first: Look, view: SweepView): Promise<void> {
  let state = first;
  let failures = 0;
  let failure: unknown;
  let emptyStreams = 0;
  while (!isTerminalStatus(state.sweep.status) || state.sweep.mayGoOn) {
    if (failures === 0 && emptyStreams < mostEmptyStreams) {
      view.note(liveNote);
      const { why, hasNews, ...end } = await streamLooks(runId, state, (next) => view.show(next));
      state = end.state;
      if (why === 'ended') break;
      if (why === 'hidden') await whenSeen();
      emptyStreams = hasNews || why === 'hidden' ? 0 : emptyStreams + 1;
    } else {
      const pauseMs = lookPauseMs(failures);
      if (failures === 0) await wait(pauseMs);
      else await countDown(pauseMs, (leftMs) => view.note(failedNote(failure, leftMs)));
    }
    try {
      state = await look(runId, state, () => undefined);
      failures = 0;
      view.show(state);
      view.note(usualNote);
    } catch (error) {
      failures += 1;
      failure = error;
      view.showFailure(error);
    }
  }
  view.note('');
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
