import { StoreError } from '../../store-error.js';

/** Whether the file system says that something is not there, or that a file is in the place of a folder. */
export function isMissing(error: unknown): boolean {
  return hasCode(error, 'ENOENT') || hasCode(error, 'ENOTDIR');
}

export function hasCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code;
}

/** A failure of the file system as an error of this package; everything else, an abort too, stays what it is. */
export function asStoreError(error: unknown, path: string): unknown {
  if (!(error instanceof Error) || !('syscall' in error)) return error;
  return new StoreError({
    failure: 'unreadable',
    path,
    message: `${path} cannot be read: ${error.message}.`,
    hint: 'Check the permissions of the folder and of what is in it.',
    cause: error,
  });
}
