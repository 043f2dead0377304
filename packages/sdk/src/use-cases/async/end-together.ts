/**
 * Does work whose requests all end with it. The signal that is handed to the work aborts when the caller's does, and as
 * soon as the work is over: where one of several requests fails, the others ask on for nobody.
 */
export async function endTogether<T>(
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const own = new AbortController();
  const stop = (): void => own.abort(signal?.reason);
  signal?.addEventListener('abort', stop, { once: true });
  try {
    return await work(own.signal);
  } finally {
    signal?.removeEventListener('abort', stop);
    own.abort();
  }
}
