import { IdleLimit } from './idle-limit.js';
import { untilAborted } from './until-aborted.js';

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
 * gives the connection back.
 */
export async function* readStream(
  body: ReadableStream<Uint8Array> | null,
  { signal, idleMs, toError }: ReadStreamOptions,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  const limit = new IdleLimit(idleMs);
  try {
    for (;;) {
      let chunk: Awaited<ReturnType<typeof reader.read>>;
      try {
        chunk = await untilAborted(
          limit.wait(reader.read(), ({ value }) => value?.length ?? 0),
          signal,
        );
      } catch (error) {
        throw signal?.aborted === true ? signal.reason : toError(error);
      }
      if (chunk.done) return;
      yield chunk.value;
    }
  } finally {
    // The reader may be broken already; there is nothing more to do about it then.
    reader.cancel().catch(() => undefined);
  }
}
