import { join } from 'node:path';
import { openSqliteDatabase, type SqliteDatabase } from '../database/sqlite-database.js';
import { StorageError } from '../database/storage-error.js';

/** Held until it is released or the process ends, however it ends. */
export interface FolderLock {
  release(): void;
}

/**
 * Takes the lock of a service's folder. It is a lock of SQLite on a file of its own: the system gives it up with the
 * process that holds it, so a killed service leaves none behind, and no process id has to be trusted.
 * @returns `undefined` where another service, of this process or another one, has it
 */
export function takeFolderLock(folder: string): FolderLock | undefined {
  const database = openSqliteDatabase(join(folder, lockName), { waitMs: lookMs });
  if (!attempt(database, 'BEGIN EXCLUSIVE')) return undefined;
  return { release: () => database.close() };
}

/** Whether a service has the folder now. To look keeps nobody from taking it, and nobody else from looking. */
export function isFolderLocked(folder: string): boolean {
  const database = openSqliteDatabase(join(folder, lockName), { waitMs: 0 });
  // A reader's lock, which those of other readers do not mind.
  if (!attempt(database, 'BEGIN; SELECT count(*) FROM sqlite_master')) return true;
  database.close();
  return false;
}

const lockName = 'service.lock';

/** How long somebody who only looks may be in the way, in milliseconds. */
const lookMs = 250;

/** Answers whether it could be had; the database is closed where not. */
function attempt(database: SqliteDatabase, sql: string): boolean {
  try {
    database.execute(sql);
    return true;
  } catch (error) {
    database.close();
    if (StorageError.isInstance(error) && error.failure === 'locked') return false;
    throw error;
  }
}
