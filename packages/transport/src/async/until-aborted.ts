import { onAbort } from './on-abort.js';

/**
 * Waits for a promise, but no longer than until the signal aborts: then it rejects with the signal's reason. What was
 * waited for goes on, unheard. Leaves no listener.
 */
export async function untilAborted<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  if (signal.aborted) {
    promise.catch(() => undefined);
    throw signal.reason;
  }
  return new Promise<T>((resolve, reject) => {
    const stopListening = onAbort(signal, () => reject(signal.reason));
    promise.then(resolve, reject).finally(stopListening);
  });
}
