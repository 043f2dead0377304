import { onAbort } from './on-abort.js';

/**
 * Works on many items, `limit` of them at a time, and yields each outcome as it arrives, in any order. New work starts
 * only while the reader asks for more. When the reader stops, or one piece of work fails, the signal handed to the
 * work aborts and what is under way is left to end unheard.
 */
export async function* streamConcurrently<Item, Outcome extends object>(
  items: Iterable<Item>,
  limit: number,
  work: (item: Item, signal: AbortSignal) => Promise<Outcome>,
  signal: AbortSignal | undefined,
): AsyncGenerator<Outcome, void, undefined> {
  signal?.throwIfAborted();
  const stop = new AbortController();
  const stopListening = signal === undefined ? undefined : onAbort(signal, () => stop.abort(signal.reason));
  const queue = items[Symbol.iterator]();
  const running = new Set<Promise<void>>();
  const arrived: Outcome[] = [];
  let isExhausted = false;

  function startMore(): void {
    while (!isExhausted && running.size + arrived.length < limit) {
      const next = queue.next();
      if (next.done === true) {
        isExhausted = true;
        return;
      }
      const task: Promise<void> = work(next.value, stop.signal).then((outcome) => {
        running.delete(task);
        arrived.push(outcome);
      });
      // Heard through the race below; this only keeps the runtime from calling it unhandled after the reader is gone.
      task.catch(() => undefined);
      running.add(task);
    }
  }

  try {
    for (;;) {
      startMore();
      if (running.size === 0 && arrived.length === 0) return;
      if (arrived.length === 0) await Promise.race(running);
      if (signal?.aborted === true) throw signal.reason;
      for (let outcome = arrived.shift(); outcome !== undefined; outcome = arrived.shift()) {
        startMore();
        yield outcome;
      }
    }
  } catch (error) {
    throw signal?.aborted === true ? signal.reason : error;
  } finally {
    stopListening?.();
    stop.abort();
  }
}
