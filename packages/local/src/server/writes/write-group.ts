import type { RunStore } from '../../storage/run-store.js';
import { nextTurn } from '../http/turns.js';

/** How much a transaction takes together: some hundredths of a second. */
export const mostOfTransaction = { rows: 1000, cells: 10_000 } as const;

/** How much a write stores. */
export interface WriteSize {
  readonly rows: number;
  readonly cells: number;
}

/** Does the writes of many requests, what arrives together in one transaction: waiting for the disk is what costs. */
export interface WriteGroup {
  /**
   * Resolves once what `work` wrote is on the disk.
   * @param work is done later, in the transaction; by itself it writes all or nothing, as each call of the store does
   * @throws what `work` throws, which undoes nothing of the others
   * @throws StorageError where the transaction fails, which undoes all of them
   */
  add(work: () => void, size: WriteSize): Promise<void>;
}

/** A write that waits for the next transaction. */
interface WaitingWrite {
  readonly work: () => void;
  readonly size: WriteSize;
  readonly resolve: () => void;
  readonly reject: (error: unknown) => void;
}

/** Makes the group of a store. */
export function createWriteGroup(store: Pick<RunStore, 'transaction'>): WriteGroup {
  const waiting: WaitingWrite[] = [];
  let isWriting = false;

  async function writeAll(): Promise<void> {
    isWriting = true;
    while (waiting.length > 0) {
      // Whatever else this round of the loop brings is stored with it.
      await nextTurn();
      write(waiting.splice(0, countOf(waiting)));
    }
    isWriting = false;
  }

  function write(writes: readonly WaitingWrite[]): void {
    const outcomes: (() => void)[] = [];
    try {
      store.transaction(() => {
        for (const { work, resolve, reject } of writes) {
          try {
            work();
            outcomes.push(resolve);
          } catch (error) {
            outcomes.push(() => reject(error));
          }
        }
      });
    } catch (error) {
      for (const { reject } of writes) reject(error);
      return;
    }
    for (const settle of outcomes) settle();
  }

  return {
    add(work, size) {
      return new Promise((resolve, reject) => {
        waiting.push({ work, size, resolve, reject });
        if (!isWriting) void writeAll();
      });
    },
  };
}

/** How many writes one transaction takes: the first, and as many more as the limits allow. */
function countOf(waiting: readonly WaitingWrite[]): number {
  let rows = 0;
  let cells = 0;
  const first = waiting.findIndex(({ size }, index) => {
    rows += size.rows;
    cells += size.cells;
    return index > 0 && (rows > mostOfTransaction.rows || cells > mostOfTransaction.cells);
  });
  return first === -1 ? waiting.length : first;
}
