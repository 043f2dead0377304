import { hasErrorCode } from '../../error-message.js';
import { StorageError } from './storage-error.js';

/** Whether a failure may pass by itself: a full disk, or a database that another process keeps locked. */
export function isPassingFailure(error: unknown): boolean {
  return StorageError.isInstance(error) ? error.isRetryable : fullDiskError(error) !== undefined;
}

/** What a file system's error means where the disk, or the quota, is full; `undefined` for any other error. */
export function fullDiskError(error: unknown): StorageError | undefined {
  if (!hasErrorCode(error, 'ENOSPC') && !hasErrorCode(error, 'EDQUOT')) return undefined;
  return fullDisk(error instanceof Error && 'path' in error ? String(error.path) : undefined, error);
}

/** The error for a file, or for some file, that finds no room. */
export function fullDisk(file: string | undefined, cause?: unknown): StorageError {
  return new StorageError({
    failure: 'full',
    file: file ?? '',
    message: `${file ?? 'A file'} could not be written: the disk is full.`,
    hint: 'Free some space, or use a folder on another disk.',
    cause,
  });
}
