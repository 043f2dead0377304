import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** The backend has no such thing: asking it again, or asking it otherwise, will not help. */
export class UnsupportedOperationError extends HyperDriveError {
  static {
    markErrorClass(UnsupportedOperationError, 'UnsupportedOperationError');
  }

  constructor(options: { readonly operation: string; readonly backend: string; readonly hint?: string }) {
    super({
      code: 'unsupported-operation',
      message: `${options.backend} does not support ${options.operation}.`,
      hint: options.hint ?? 'See the table of backends and operations in the documentation.',
    });
  }
}
