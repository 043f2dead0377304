import { describeValue } from './describe-value.js';
import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** An option was passed that the call does not take. Nothing was sent or changed. */
export class InvalidArgumentError extends HyperDriveError {
  static {
    markErrorClass(InvalidArgumentError, 'InvalidArgumentError');
  }

  /** The option's name as the caller writes it, such as `top`. */
  readonly option: string;
  /** What the option takes, in words. */
  readonly takes: string;

  constructor({
    option,
    got,
    takes,
    hint = `Pass ${takes} as ${option}.`,
  }: {
    readonly option: string;
    readonly got: unknown;
    readonly takes: string;
    readonly hint?: string;
  }) {
    super({ code: 'invalid-argument', message: `${option} is ${describeValue(got)}, but takes ${takes}.`, hint });
    this.option = option;
    this.takes = takes;
  }
}
