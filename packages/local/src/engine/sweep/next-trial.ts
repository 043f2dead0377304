import type { StoredTrial } from '../trial/stored-trial.js';

/**
 * Makes a trial; `undefined` where there is none any more. Where choosing its point takes long, a promise of what makes it:
 * whether it is still wanted is known only then.
 */
export type MakeTrial = (signal: AbortSignal) => StoredTrial | undefined | Promise<(() => StoredTrial) | undefined>;

/** The next trial of a queue. One at a time is in the making. */
export interface NextTrial {
  /** Whether one is in the making. */
  isComing(): boolean;
  /** Makes the next trial, if it is to be had at once. `undefined`: there is none, or it is coming. */
  take(): StoredTrial | undefined;
  /** Makes none of what is in the making. */
  cancel(): void;
  /** Resolves once nothing is in the making. Never rejects. */
  settled(): Promise<void>;
}

export interface NextTrialOptions {
  readonly make: MakeTrial;
  /** Is called with what makes the trial that was coming; `undefined` where there is none after all. */
  readonly onCome: (make: (() => StoredTrial) | undefined) => void;
  /** Is called where it cannot be made, or `onCome` fails. */
  readonly onFailure: (error: unknown) => void;
}

/** Keeps track of the next trial. */
export function createNextTrial({ make, onCome, onFailure }: NextTrialOptions): NextTrial {
  let coming: AbortController | undefined;
  let settled = Promise.resolve();

  async function follow(trial: Promise<(() => StoredTrial) | undefined>, canceled: AbortController): Promise<void> {
    try {
      const made = await trial;
      if (coming !== canceled) return;
      coming = undefined;
      onCome(made);
    } catch (error) {
      // A trial that was canceled rejects with the abort.
      if (canceled.signal.aborted) return;
      if (coming === canceled) coming = undefined;
      onFailure(error);
    }
  }

  return {
    isComing: () => coming !== undefined,
    take() {
      if (coming !== undefined) return undefined;
      const canceled = new AbortController();
      const trial = make(canceled.signal);
      if (!(trial instanceof Promise)) return trial;
      coming = canceled;
      settled = follow(trial, canceled);
      return undefined;
    },
    cancel() {
      coming?.abort();
      coming = undefined;
    },
    settled: () => settled,
  };
}
