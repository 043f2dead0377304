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
  const arrived: Outcome[] = [];
  let running = 0;
  let failure: { readonly error: unknown } | undefined;
  let wake: () => void = () => undefined;
  let isExhausted = false;

  function startMore(): void {
    while (!isExhausted && running + arrived.length < limit) {
      const next = queue.next();
      if (next.done === true) {
        isExhausted = true;
        return;
      }
      running += 1;
      work(next.value, stop.signal).then(
        (outcome) => {
          running -= 1;
          arrived.push(outcome);
          wake();
        },
        (error: unknown) => {
          failure ??= { error };
          wake();
        },
      );
    }
  }

  /** One promise for whatever comes next: a race of all that run would cost a reaction for each, with each outcome. */
  function somethingNew(): Promise<void> {
    return new Promise((resolve) => {
      wake = resolve;
    });
  }

  try {
    for (;;) {
      startMore();
      if (running === 0 && arrived.length === 0) return;
      if (arrived.length === 0 && failure === undefined) await somethingNew();
      if (signal?.aborted === true) throw signal.reason;
      if (arrived.length === 0 && failure !== undefined) throw failure.error;
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
