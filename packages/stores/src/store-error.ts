import { HyperDriveError } from '@hyperdrive-run/core';
import { markErrorClass } from '@hyperdrive-run/core/internal';

/**
 * Why a store cannot be read.
 * - `missing`: nothing is at the path
 * - `not-a-store`: what is there is something else
 * - `unsupported-version`: another version of the tool wrote it, in a form that is not known here
 * - `half-written`: a copy that was made in the middle of a write, or a writer that died in one
 * - `locked`: a writer kept it locked for too long; the same call may succeed later
 * - `damaged`: it contains what its tool never writes
 * - `no-such-sweep`: no study has the name
 * - `exists`: a file is there where one was to be written
 * - `unreadable`: the file system refused
 */
export type StoreFailure =
  | 'missing'
  | 'not-a-store'
  | 'unsupported-version'
  | 'half-written'
  | 'locked'
  | 'damaged'
  | 'no-such-sweep'
  | 'exists'
  | 'unreadable';

/** A file or folder that should contain sweeps of another tool cannot be read as such. Nothing was changed in it. */
export class StoreError extends HyperDriveError {
  static {
    markErrorClass(StoreError, 'StoreError');
  }

  /** What is wrong, for programs. */
  readonly failure: StoreFailure;
  /** The file or folder. */
  readonly path: string;

  constructor(options: {
    readonly failure: StoreFailure;
    readonly path: string;
    readonly message: string;
    readonly hint: string;
    readonly cause?: unknown;
  }) {
    const { failure, path, ...rest } = options;
    super({ ...rest, code: 'unreadable-store', isRetryable: failure === 'locked' });
    this.failure = failure;
    this.path = path;
  }
}
