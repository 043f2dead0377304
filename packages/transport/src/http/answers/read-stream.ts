import { onAbort } from '../../async/on-abort.js';
import { untilAborted } from '../../async/until-aborted.js';
import { IdleLimit } from '../patience/idle-limit.js';

/** How a body is read. */
export interface ReadStreamOptions {
  readonly signal: AbortSignal | undefined;
  /** How long it may bring next to nothing, in milliseconds; 0 for no limit. See {@link IdleLimit}. */
  readonly idleMs: number;
  /** Turns what went wrong on the way into the error to throw. */
  readonly toError: (error: unknown) => Error;
}

/**
 * A response's body, chunk by chunk, as the reader asks for it. Stopping early, aborting, or a body that has gone silent
 * gives the connection back; so does an abort, or a stop, before the first chunk was asked for.
 */
export function readStream(
  body: ReadableStream<Uint8Array> | null,
  options: ReadStreamOptions,
): AsyncIterableIterator<Uint8Array> {
  const { signal } = options;
  const reader = body?.getReader();
  const stopListening = signal === undefined ? undefined : onAbort(signal, giveBack);
  /** The reader may be broken already; there is nothing more to do about it then. */
  function giveBack(): void {
    stopListening?.();
    reader?.cancel().catch(() => undefined);
  }
  if (signal?.aborted === true) giveBack();
  const chunks = readChunks(reader, options, giveBack);
  return {
    [Symbol.asyncIterator]() {
      return this;
    },
    next: () => chunks.next(),
    // A generator that has not begun runs no `finally` where it is stopped.
    async return() {
      giveBack();
      await chunks.return();
      return { done: true, value: undefined };
    },
  };
}

async function* readChunks(
  reader: ReadableStreamDefaultReader<Uint8Array> | undefined,
  { signal, idleMs, toError }: ReadStreamOptions,
  giveBack: () => void,
): AsyncGenerator<Uint8Array, void, undefined> {
  const limit = new IdleLimit(idleMs);
  try {
    while (reader !== undefined) {
      let chunk: Awaited<ReturnType<typeof reader.read>>;
      try {
        chunk = await untilAborted(
          limit.wait(reader.read(), ({ value }) => value?.length ?? 0),
          signal,
        );
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : toError(error);
      }
      // What an abort has cut short is no whole body.
      signal?.throwIfAborted();
      if (chunk.done) return;
      yield chunk.value;
    }
  } finally {
    giveBack();
  }
}
