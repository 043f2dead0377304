import { untilAborted } from './until-aborted.js';

/**
 * A response's body, chunk by chunk, as the reader asks for it. Stopping early or aborting gives the connection back.
 * @param toError turns what went wrong on the way into the error to throw
 */
export async function* readStream(
  body: ReadableStream<Uint8Array> | null,
  signal: AbortSignal | undefined,
  toError: (error: unknown) => Error,
): AsyncGenerator<Uint8Array, void, undefined> {
  const reader = body?.getReader();
  if (reader === undefined) return;
  try {
    for (;;) {
      let chunk: Awaited<ReturnType<typeof reader.read>>;
      try {
        chunk = await untilAborted(reader.read(), signal);
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
