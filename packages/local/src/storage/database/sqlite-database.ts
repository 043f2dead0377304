import Database from 'libsql';
import { decodeText, encodeText } from './text-encoding.js';
import { toStorageError } from './to-storage-error.js';

/** Statements that are kept ready. The store has some dozens; each other shape of a filter makes one more. */
const mostPrepared = 200;

/** What can be bound. Booleans are no part of it: the driver ends the whole process over one. */
export type SqlValue = string | number | null;

/** A row by column name. Integers are read as numbers: nothing that we store goes beyond 2^53. */
export type SqlRow = ReadonlyMap<string, SqlValue>;

/** SQLite as the storage uses it. The only file that knows the driver. */
export interface SqliteDatabase {
  readonly file: string;
  /** All rows that a statement returns. */
  all(sql: string, ...values: readonly SqlValue[]): readonly SqlRow[];
  /** Answers how many rows were changed. */
  run(sql: string, ...values: readonly SqlValue[]): number;
  /** Several statements without values. */
  execute(sql: string): void;
  /**
   * All of `work`'s writing or nothing of it; inside another one, the part or nothing of the part. A failure that ended the
   * whole transaction (a full disk) is thrown by everything that follows inside of it, also where a part's error was caught.
   */
  transaction<T>(work: () => T): T;
  isInTransaction(): boolean;
  /** Calls `listener` each time a transaction, or a part of one, was undone: what was read in it may never have been there. */
  onUndone(listener: () => void): void;
  close(): void;
}

/** A point of the outermost transaction: it has begun, all is written but not yet kept, it is on the disk. */
export type CommitMoment = 'begun' | 'before-commit' | 'after-commit';

export interface SqliteDatabaseOptions {
  /** How long a call waits for another process that is writing, in milliseconds. Default 5000. */
  readonly waitMs?: number | undefined;
  /** Pages of 4096 bytes that the file may have: as if the disk were that small. For tests. */
  readonly maxPages?: number | undefined;
  /** Is called at each point of each outermost transaction. Tests kill the process there. */
  readonly onCommit?: ((moment: CommitMoment) => void) | undefined;
  /** Is called with each statement of the storage, those that begin and end transactions left out. Tests count them. */
  readonly onStatement?: ((sql: string) => void) | undefined;
}

/**
 * Opens a file, or creates it where it is missing.
 * @throws StorageError
 */
export function openSqliteDatabase(file: string, options: SqliteDatabaseOptions = {}): SqliteDatabase {
  const { waitMs = 5000, maxPages, onCommit = () => {}, onStatement = () => {} } = options;
  let ended: { readonly by: unknown } | undefined;
  const attempt = <T>(work: () => T): T => {
    // A statement would be a transaction of its own now: whoever went on after the failure is refused with the same.
    if (ended !== undefined) throw ended.by;
    try {
      return work();
    } catch (error) {
      throw toStorageError(error, file);
    }
  };
  const driver = attempt(() => new Database(file, { timeout: waitMs }));
  const prepared = new Map<string, ReturnType<typeof driver.prepare>>();
  const undoneListeners: (() => void)[] = [];
  let depth = 0;
  if (maxPages !== undefined) attempt(() => driver.exec(`PRAGMA max_page_count = ${maxPages}`));

  function prepare(sql: string): ReturnType<typeof driver.prepare> {
    onStatement(sql);
    const known = prepared.get(sql);
    if (known !== undefined) return known;
    // A shape of a filter may never come again; the store's own statements are soon back.
    if (prepared.size >= mostPrepared) prepared.clear();
    const statement = driver.prepare(sql);
    prepared.set(sql, statement);
    return statement;
  }

  function within<T>(begin: string, end: string, undo: string, work: () => T): T {
    attempt(() => driver.exec(begin));
    depth += 1;
    let result: T;
    try {
      result = work();
      attempt(() => driver.exec(end));
    } catch (error) {
      for (const listener of undoneListeners) listener();
      // Where SQLite ended the whole transaction itself (a full disk), there is nothing left to undo, in no part of it.
      if (driver.inTransaction) attempt(() => driver.exec(undo));
      else ended ??= { by: error };
      throw error;
    } finally {
      depth -= 1;
      if (depth === 0) ended = undefined;
    }
    return result;
  }

  return {
    file,
    all: (sql, ...values) => attempt(() => prepare(sql).all(values.map(toDriver)).map(toRow)),
    run: (sql, ...values) => attempt(() => prepare(sql).run(values.map(toDriver)).changes),
    execute: (sql) => void attempt(() => driver.exec(sql)),
    transaction(work) {
      if (depth === 0) {
        const result = within('BEGIN IMMEDIATE', 'COMMIT', 'ROLLBACK', () => {
          onCommit('begun');
          const done = work();
          onCommit('before-commit');
          return done;
        });
        onCommit('after-commit');
        return result;
      }
      const name = `part${depth}`;
      return within(`SAVEPOINT ${name}`, `RELEASE ${name}`, `ROLLBACK TO ${name}; RELEASE ${name}`, work);
    },
    isInTransaction: () => depth > 0,
    onUndone: (listener) => void undoneListeners.push(listener),
    close: () => void attempt(() => driver.close()),
  };
}

function toDriver(value: SqlValue): SqlValue {
  return typeof value === 'string' ? encodeText(value) : value;
}

function toRow(row: unknown): SqlRow {
  if (typeof row !== 'object' || row === null) throw new TypeError(`SQLite returned ${typeof row} for a row.`);
  const cells = new Map<string, SqlValue>();
  for (const [name, value] of Object.entries(row)) {
    if (typeof value === 'string') cells.set(name, decodeText(value));
    else if (typeof value === 'number' || value === null) cells.set(name, value);
  }
  return cells;
}
