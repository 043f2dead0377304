import { onAbort } from './on-abort.js';

/** Waits so many milliseconds. An abort rejects at once with the signal's reason; no timer or listener is left. */
export async function delay(ms: number, signal: AbortSignal | undefined): Promise<void> {
  signal?.throwIfAborted();
  await new Promise<void>((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      stopListening?.();
      reject(signal?.reason);
    };
    const timer = setTimeout(() => {
      stopListening?.();
      resolve();
    }, ms);
    const stopListening = signal === undefined ? undefined : onAbort(signal, stop);
  });
}
