import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** The files that a sweep needs cannot be sent as they are: one is missing, cannot be read, or has an unfit name. */
export class LocalFilesError extends HyperDriveError {
  static {
    markErrorClass(LocalFilesError, 'LocalFilesError');
  }

  /** The file or folder that is wrong. */
  readonly path: string;
  /** What is wrong with it, such as `does not exist`. */
  readonly problem: string;
  /** The key of the sweep that names the files, such as `trial.code`, where it is known. */
  readonly key: string | undefined;

  constructor(options: {
    readonly path: string;
    /** The key of the sweep that names the files. */
    readonly key?: string | undefined;
    /** What is wrong with it, such as `does not exist`. */
    readonly problem: string;
    readonly hint?: string | undefined;
    readonly cause?: unknown;
  }) {
    const place = options.key === undefined ? '' : `${options.key}: `;
    super({
      code: 'unusable-files',
      message: `${place}${JSON.stringify(options.path)} ${options.problem}.`,
      hint:
        options.hint ??
        'Change the file or the path that names it; what is not needed can be left out with .amlignore.',
      cause: options.cause,
    });
    this.path = options.path;
    this.problem = options.problem;
    this.key = options.key;
  }
}
