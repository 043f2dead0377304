import type { SqliteDatabase } from './database/sqlite-database.js';
import type { StoreChange } from './run-store.js';

/** Publishes what is written once it is on the disk, and nothing of what was undone. */
export interface ChangeFeed {
  /** Does all of `work`'s writing or, where it throws, nothing of it. Calls inside one another are one transaction. */
  readonly transaction: <T>(work: () => T) => T;
  /** A transaction whose result is published as a change, unless there is none. */
  readonly write: <T>(work: () => T, changeOf: (result: T) => StoreChange | undefined) => T;
  /** Calls `listener` after each write is committed, in order. Returns a function that ends it. */
  readonly subscribe: (listener: (change: StoreChange) => void) => () => void;
}

export function createChangeFeed(database: SqliteDatabase): ChangeFeed {
  const listeners = new Set<(change: StoreChange) => void>();
  /** What was written in the transaction that is open. */
  let written: StoreChange[] = [];

  function transaction<T>(work: () => T): T {
    const before = written.length;
    let result: T;
    try {
      result = database.transaction(work);
    } catch (error) {
      written.length = before;
      throw error;
    }
    if (!database.isInTransaction()) publish();
    return result;
  }

  function publish(): void {
    const changes = written;
    written = [];
    for (const change of changes) for (const listener of listeners) listener(change);
  }

  return {
    transaction,
    write(work, changeOf) {
      return transaction(() => {
        const result = work();
        const change = changeOf(result);
        if (change !== undefined) written.push(change);
        return result;
      });
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => void listeners.delete(listener);
    },
  };
}
