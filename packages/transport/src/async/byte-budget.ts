import { untilAborted } from './until-aborted.js';

interface Waiting {
  readonly bytes: number;
  readonly wake: () => void;
}

/** Bounds what is in memory at once. Whoever asks first is served first, so that a large share is not passed over for ever. */
export class ByteBudget {
  readonly #total: number;
  readonly #waiting: Set<Waiting> = new Set();
  #used = 0;

  /** @param total in bytes */
  constructor(total: number) {
    this.#total = total;
  }

  /**
   * Waits until there is room for so many bytes, at most for all of it, and returns what gives them back. A wait ends at once with
   * the signal's reason where that aborts.
   */
  async take(bytes: number, signal: AbortSignal | undefined): Promise<() => void> {
    signal?.throwIfAborted();
    const share = Math.min(bytes, this.#total);
    if (this.#waiting.size === 0 && this.#used + share <= this.#total) return this.#reserve(share);
    let wake: () => void = () => undefined;
    const woken = new Promise<void>((resolve) => {
      wake = resolve;
    });
    const waiting: Waiting = { bytes: share, wake };
    this.#waiting.add(waiting);
    const giveBack = this.#giveBackOnce(share);
    try {
      await untilAborted(woken, signal);
    } catch (error) {
      // Served and aborted at the same time: the share goes to the next one.
      if (!this.#waiting.delete(waiting)) giveBack();
      else this.#serve();
      throw error;
    }
    return giveBack;
  }

  #reserve(share: number): () => void {
    this.#used += share;
    return this.#giveBackOnce(share);
  }

  #giveBackOnce(share: number): () => void {
    let isTaken = true;
    return () => {
      if (!isTaken) return;
      isTaken = false;
      this.#used -= share;
      this.#serve();
    };
  }

  #serve(): void {
    for (const waiting of this.#waiting) {
      if (this.#used + waiting.bytes > this.#total) return;
      this.#waiting.delete(waiting);
      this.#used += waiting.bytes;
      waiting.wake();
    }
  }
}
