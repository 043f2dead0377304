import { join } from 'node:path';
import { openSqliteDatabase } from './sqlite-database.js';
import { StorageError } from './storage-error.js';

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
  const database = openSqliteDatabase(join(folder, 'service.lock'), 0);
  try {
    database.execute('BEGIN EXCLUSIVE');
  } catch (error) {
    database.close();
    if (error instanceof StorageError && error.failure === 'locked') return undefined;
    throw error;
  }
  return { release: () => database.close() };
}

/** Whether a service has the folder now. */
export function isFolderLocked(folder: string): boolean {
  const lock = takeFolderLock(folder);
  lock?.release();
  return lock === undefined;
}
