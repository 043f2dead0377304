import { existsSync, statSync } from 'node:fs';
import path from 'node:path';
import Database from 'libsql';

/** What can be bound to a statement. */
export type SqlParameter = string | number;

/** A database that is open for one look, within one transaction. Rows are lists of cells. */
export interface ReadOnlyDatabase {
  all(sql: string, ...parameters: readonly SqlParameter[]): readonly (readonly unknown[])[];
  close(): void;
}

/** How a database is opened so that nothing of it changes. */
export type OpeningMode = 'read-only' | 'immutable';

/** How long SQLite itself waits for a writer. Short, because nothing else runs meanwhile: whoever looks tries again. */
const busyTimeoutMs = 200;

/**
 * Opens a SQLite file without writing to it. The driver knows no option for that and ignores `readonly`: only the address of
 * the file says it. `immutable` is for files that nobody writes: without it SQLite makes files beside one in WAL mode.
 */
export function openReadOnly(file: string, mode: OpeningMode): ReadOnlyDatabase {
  const address = path.resolve(file).split(path.sep).map(encodeURIComponent).join('/');
  const root = address.startsWith('/') ? '' : '/';
  const flags = mode === 'immutable' ? 'mode=ro&immutable=1' : 'mode=ro';
  const database = new Database(`file:${root}${address}?${flags}`, { timeout: busyTimeoutMs });
  // All that one look reads is of one state; the lock is taken by the first statement that reads.
  database.exec('BEGIN');
  return {
    all: (sql, ...parameters) =>
      database
        .prepare(sql)
        .raw(true)
        .all(...parameters)
        .filter(isRow),
    close: () => void database.close(),
  };
}

function isRow(row: unknown): row is readonly unknown[] {
  return Array.isArray(row);
}

/**
 * How a file is to be opened: one in WAL mode that nobody has open has no `-wal`, and would get one by being read.
 * @param isWal whether its header says that it is in WAL mode
 */
export function openingMode(file: string, isWal: boolean): OpeningMode {
  return isWal && !hasContent(`${file}-wal`) ? 'immutable' : 'read-only';
}

/** Whether a WAL is left that no process has open: reading it in its place makes another file beside it. */
export function isAbandonedWal(file: string): boolean {
  return hasContent(`${file}-wal`) && !existsSync(`${file}-shm`);
}

/** What changes with each journal that a writer makes; `undefined` where there is none. */
export function journalStamp(file: string): string | undefined {
  const found = statSync(`${file}-journal`, { throwIfNoEntry: false });
  return found && `${found.size} ${found.mtimeMs} ${found.ino}`;
}

function hasContent(file: string): boolean {
  return (statSync(file, { throwIfNoEntry: false })?.size ?? 0) > 0;
}
