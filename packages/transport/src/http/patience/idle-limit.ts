import { HttpTimeout } from './http-timeout.js';

/** What must arrive, on the average over the idle limit: less is no transfer, but a connection that is kept open. */
const leastBytesPerSecond = 10;

/**
 * Bounds how long a reader waits for the next piece of a body. Only waiting counts, not what the reader does in between;
 * it begins anew once enough has come.
 */
export class IdleLimit {
  readonly #idleMs: number;
  readonly #enough: number;
  #waitedMs = 0;
  #bytes = 0;

  /** @param idleMs how long a body may bring next to nothing, in milliseconds; 0 for no limit */
  constructor(idleMs: number) {
    this.#idleMs = idleMs;
    this.#enough = Math.max(1, Math.ceil((idleMs / 1000) * leastBytesPerSecond));
  }

  /**
   * Waits for the next piece.
   * @param sizeOf the number of its bytes
   * @throws HttpTimeout where too little has come for too long
   */
  async wait<T>(next: Promise<T>, sizeOf: (piece: T) => number): Promise<T> {
    if (this.#idleMs === 0) return next;
    const started = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const expired = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(this.#timeout()), Math.max(0, this.#idleMs - this.#waitedMs));
    });
    try {
      const piece = await Promise.race([next, expired]);
      this.#waitedMs += performance.now() - started;
      this.#bytes += sizeOf(piece);
      if (this.#bytes >= this.#enough) this.#waitedMs = this.#bytes = 0;
      return piece;
    } finally {
      clearTimeout(timer);
    }
  }

  #timeout(): HttpTimeout {
    const came = this.#bytes === 0 ? 'Nothing more came' : `Only ${this.#bytes} bytes came`;
    return new HttpTimeout(`${came} within ${this.#idleMs} ms.`, 'retry.streamIdleMs');
  }
}
