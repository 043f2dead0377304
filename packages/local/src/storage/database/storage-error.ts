import { HyperDriveError } from '@hyperdrive-run/core';
import { markErrorClass } from '@hyperdrive-run/core/internal';

/**
 * Why the file of runs and metrics could not be used.
 * - `newer-version`: a newer version of this package wrote it
 * - `not-ours`: it is no SQLite file, or one of another program
 * - `corrupt`: parts of it cannot be read any more
 * - `locked`: another process has been writing for longer than we wait
 * - `full`: the disk, or the quota, is full
 * - `unwritable`: it cannot be opened or written here
 */
export type StorageFailure = 'newer-version' | 'not-ours' | 'corrupt' | 'locked' | 'full' | 'unwritable' | 'unknown';

/** Runs and metrics could not be read or written. What the file contained before is untouched. */
export class StorageError extends HyperDriveError {
  static {
    markErrorClass(StorageError, 'StorageError');
  }

  readonly failure: StorageFailure;
  /** The file that could not be used. */
  readonly file: string;

  constructor(options: {
    readonly failure: StorageFailure;
    readonly file: string;
    readonly message: string;
    readonly hint: string;
    readonly cause?: unknown;
  }) {
    const isRetryable = options.failure === 'locked' || options.failure === 'full';
    super({
      code: 'service-failure',
      message: options.message,
      hint: options.hint,
      isRetryable,
      cause: options.cause,
    });
    this.failure = options.failure;
    this.file = options.file;
  }
}
