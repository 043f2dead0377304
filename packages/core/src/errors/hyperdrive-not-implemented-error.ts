import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** A member that exists because the documented class has it, and that is documented there as not supported. */
export class HyperDriveNotImplementedError extends HyperDriveError {
  static {
    markErrorClass(HyperDriveNotImplementedError, 'HyperDriveNotImplementedError');
  }

  constructor(member: string, hint: string) {
    super({ code: 'not-implemented', message: `${member} is not supported for a HyperDriveRun.`, hint });
  }
}
