import type { CallOptions } from '@hyperdrive-run/core/ports';

/** Remembers which ways from a compute's nodes to the service were seen to work, for as long as this process runs. */
export interface ProvenWays {
  /**
   * Tries a way that is not known to work. Several that ask at once share one try.
   * @param way names it: one that changed is another one
   * @param attempt returns whether it works, or `undefined` where that could not be seen; it throws where it does not
   * @throws what `attempt` throws, and the signal's reason
   */
  require(way: string, attempt: () => Promise<true | undefined>, options?: CallOptions): Promise<void>;
}

export function createProvenWays(): ProvenWays {
  const proven = new Set<string>();
  const tried = new Map<string, Promise<true | undefined>>();
  return {
    async require(way, attempt, { signal } = {}) {
      signal?.throwIfAborted();
      if (proven.has(way)) return;
      // Who goes away does not end it for the others.
      const trying = tried.get(way) ?? attempt().finally(() => tried.delete(way));
      tried.set(way, trying);
      if ((await abortable(trying, signal)) === true) proven.add(way);
    },
  };
}

async function abortable<T>(promise: Promise<T>, signal: AbortSignal | undefined): Promise<T> {
  if (signal === undefined) return promise;
  let abort = (): void => {};
  const aborted = new Promise<never>((_, reject) => {
    abort = () => reject(signal.reason);
    signal.addEventListener('abort', abort, { once: true });
  });
  try {
    return await Promise.race([promise, aborted]);
  } finally {
    signal.removeEventListener('abort', abort);
  }
}
