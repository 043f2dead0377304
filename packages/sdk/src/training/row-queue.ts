import type { LoggedRow } from '@hyperdrive-run/core/ports';

/** Delivers some rows. Rejects where they could not be delivered. */
export type DeliverRows = (rows: readonly LoggedRow[]) => Promise<void>;

const batchSize = 200;
const pauseMs = 500;

/**
 * Collects rows and delivers them in order, a batch at a time, about twice a second. Nothing is dropped: after a failure
 * the rows stay, and `flush` tries them again.
 */
export class RowQueue {
  readonly #deliver: DeliverRows;
  readonly #waiting: LoggedRow[] = [];
  #delivery: Promise<void> | undefined;
  #timer: ReturnType<typeof setTimeout> | undefined;

  constructor(deliver: DeliverRows) {
    this.#deliver = deliver;
  }

  add(row: LoggedRow): void {
    this.#waiting.push(row);
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      // A failure is not lost: the rows stay, and flush() rejects with it.
      this.#deliverAll().catch(() => undefined);
    }, pauseMs);
  }

  /** Resolves once everything that was added is delivered. */
  async flush(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    // What is under way may have begun before the last rows were added, so look again after it.
    await this.#delivery?.catch(() => undefined);
    await this.#deliverAll();
  }

  #deliverAll(): Promise<void> {
    this.#delivery ??= this.#deliverInOrder().finally(() => {
      this.#delivery = undefined;
    });
    return this.#delivery;
  }

  async #deliverInOrder(): Promise<void> {
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.slice(0, batchSize);
      await this.#deliver(batch);
      this.#waiting.splice(0, batch.length);
    }
  }
}
