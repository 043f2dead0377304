import { HyperDriveError } from '@hyperdrive-run/core';
import { errorMessage } from '../../error-message.js';
import { StorageError, type StorageFailure } from './storage-error.js';

interface Explanation {
  readonly failure: StorageFailure;
  readonly what: string;
  readonly hint: string;
}

const byCode: readonly (readonly [prefix: string, explanation: Explanation])[] = [
  [
    'SQLITE_FULL',
    { failure: 'full', what: 'the disk is full', hint: 'Free some space, or use a folder on another disk.' },
  ],
  [
    'SQLITE_BUSY',
    { failure: 'locked', what: 'another process is writing to it', hint: 'Try again when the other process is done.' },
  ],
  [
    'SQLITE_LOCKED',
    { failure: 'locked', what: 'another process is writing to it', hint: 'Try again when the other process is done.' },
  ],
  [
    'SQLITE_NOTADB',
    {
      failure: 'not-ours',
      what: 'it is no database of this service',
      hint: 'Move the file away, or use another folder.',
    },
  ],
  [
    'SQLITE_CORRUPT',
    {
      failure: 'corrupt',
      what: 'parts of it cannot be read any more',
      hint: 'Keep a copy of the file, then restore a backup or use another folder.',
    },
  ],
  [
    'SQLITE_READONLY',
    { failure: 'unwritable', what: 'it cannot be written', hint: 'Check who owns the folder and its files.' },
  ],
  [
    'SQLITE_CANTOPEN',
    { failure: 'unwritable', what: 'it cannot be opened', hint: 'Check that the folder exists and who owns it.' },
  ],
  [
    'SQLITE_IOERR',
    { failure: 'unwritable', what: 'reading or writing failed', hint: 'Check the disk, and who owns the folder.' },
  ],
];

/** Says what an error of the SQLite driver means. Errors of our own family pass as they are. */
export function toStorageError(error: unknown, file: string): HyperDriveError {
  if (HyperDriveError.isInstance(error)) return error;
  const code = typeof error === 'object' && error !== null && 'code' in error ? String(error.code) : '';
  const message = errorMessage(error);
  // Where the file cannot even be opened, the driver gives no code.
  const found = /unable to open/i.test(message) ? 'SQLITE_CANTOPEN' : code;
  const explanation = byCode.find(([prefix]) => found.startsWith(prefix))?.[1];
  return new StorageError({
    failure: explanation?.failure ?? 'unknown',
    file,
    message: `The database ${file} could not be used: ${explanation?.what ?? message}.`,
    hint: explanation?.hint ?? 'This is a defect of the local service: please report it.',
    cause: error,
  });
}
