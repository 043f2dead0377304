import { HyperDriveError } from '@hyperdrive-run/core';
import { markErrorClass } from '@hyperdrive-run/core/internal';

/** A file that should contain a sweep cannot be read as one. Says on which line, and why. */
export class SnapshotError extends HyperDriveError {
  static {
    markErrorClass(SnapshotError, 'SnapshotError');
  }

  /** The line, from 1; `undefined` where the file ends too early. */
  readonly line: number | undefined;

  constructor(options: { readonly line?: number | undefined; readonly problem: string; readonly hint: string }) {
    const place = options.line === undefined ? 'The file of the sweep' : `Line ${options.line} of the sweep's file`;
    super({ code: 'invalid-snapshot', message: `${place} ${options.problem}.`, hint: options.hint });
    this.line = options.line;
  }
}
