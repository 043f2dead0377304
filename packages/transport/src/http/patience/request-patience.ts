import { HyperDriveError } from '@hyperdrive-run/core';

/**
 * Keeps a service that is down from being waited for once per run: after one request has spent its whole time on
 * trying again, the ones that follow are sent once, until one of them succeeds.
 */
export class RequestPatience {
  #isSpent = false;

  /** Sends a request with the time that it may take for trying again; `undefined` is the usual time. */
  async spend<T>(send: (retryBudgetMs: number | undefined) => Promise<T>): Promise<T> {
    try {
      const answer = await send(this.#isSpent ? 0 : undefined);
      this.#isSpent = false;
      return answer;
    } catch (error) {
      if (HyperDriveError.isInstance(error)) this.#isSpent = error.isRetryable;
      throw error;
    }
  }
}
