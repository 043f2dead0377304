import { setTimeout as delay } from 'node:timers/promises';

/** Waits between two looks. */
export interface Pauses {
  /** Waits for that many milliseconds, or until `wake`. A process that has nothing else to do does not wait for it. */
  readonly pause: (waitMs: number) => Promise<void>;
  /** Ends the pause that is on. */
  readonly wake: () => void;
}

export function createPauses(): Pauses {
  let timer = new AbortController();
  return {
    pause: async (waitMs) => {
      timer = new AbortController();
      await delay(waitMs, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
    },
    wake: () => timer.abort(),
  };
}
