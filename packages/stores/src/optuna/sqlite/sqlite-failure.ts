import { StoreError } from '../../store-error.js';

/** Whether another process has the database locked now. */
export function isBusy(error: unknown): boolean {
  return /^SQLITE_(BUSY|LOCKED)/.test(codeOf(error));
}

/** Whether SQLite found a journal that nobody seems to be writing, which it would have to apply. */
export function needsRollback(error: unknown): boolean {
  return codeOf(error) === 'SQLITE_READONLY_ROLLBACK';
}

const readsCopy =
  'Wait until nobody writes to it and copy it again; or add copy=true, as in optuna:PATH?copy=true, to read a repaired copy of it.';

/** What an error of SQLite means for a storage that is being read. */
export function toStoreError(error: unknown, path: string): unknown {
  const code = codeOf(error);
  const name = JSON.stringify(path);
  if (isBusy(error)) {
    return new StoreError({
      failure: 'locked',
      path,
      message: `The storage ${name} is locked by a process that writes to it.`,
      hint: 'Try again; a writer that keeps it locked for long may have died or stopped.',
      cause: error,
    });
  }
  if (code === 'SQLITE_READONLY_ROLLBACK' || code === 'SQLITE_READONLY_RECOVERY') {
    return new StoreError({
      failure: 'half-written',
      path,
      message: `The storage ${name} was left, or copied, in the middle of a write: what it contains is not true without the file ${JSON.stringify(`${path}-journal`)}, and applying that would change it.`,
      hint: readsCopy,
      cause: error,
    });
  }
  if (code === 'SQLITE_CORRUPT') {
    return new StoreError({
      failure: 'half-written',
      path,
      message: `The storage ${name} is not whole: it is damaged, or still being copied.`,
      hint: 'Wait until it is copied, or copy it again.',
      cause: error,
    });
  }
  if (code === 'SQLITE_NOTADB') {
    const message = `The file ${name} is no SQLite database, though it begins like one.`;
    return new StoreError({ failure: 'not-a-store', path, message, hint: 'Check the path.', cause: error });
  }
  if (!(error instanceof Error) || code === '') return error;
  const message = `The storage ${name} cannot be read: ${error.message}.`;
  return new StoreError({ failure: 'unreadable', path, message, hint: 'Check the file and its folder.', cause: error });
}

/** The code of an error of the driver; empty for any other error. */
function codeOf(error: unknown): string {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.includes('SQLITE') ? code : '';
}
