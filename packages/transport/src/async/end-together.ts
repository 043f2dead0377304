import { onAbort } from './on-abort.js';

/**
 * Does work whose requests all end with it. The signal that is handed to the work aborts when the caller's does, and when the
 * work fails: where one of several requests fails, the others would ask on for nobody. Work that succeeds has waited for all.
 */
export async function endTogether<T>(
  signal: AbortSignal | undefined,
  work: (own: AbortSignal) => Promise<T>,
): Promise<T> {
  signal?.throwIfAborted();
  const own = new AbortController();
  const stopListening = signal === undefined ? undefined : onAbort(signal, () => own.abort(signal.reason));
  try {
    return await work(own.signal);
  } catch (error) {
    own.abort();
    throw error;
  } finally {
    stopListening?.();
  }
}
