import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** A run was opened as a sweep, but nothing says that it is one, or its primary metric cannot be read. */
export class HyperDriveRehydrateError extends HyperDriveError {
  static {
    markErrorClass(HyperDriveRehydrateError, 'HyperDriveRehydrateError');
  }

  readonly runId: string;
  /** What was found instead, as the message has it. */
  readonly found: string;
  /** What the run's children logged: one of these is what to judge by. `undefined` where there are none, or it is unknown. */
  readonly loggedMetricNames: readonly string[] | undefined;

  constructor(options: {
    readonly runId: string;
    readonly found: string;
    readonly loggedMetricNames?: readonly string[] | undefined;
    readonly hint?: string;
    readonly cause?: unknown;
  }) {
    super({
      code: 'not-a-sweep',
      message: `Run ${JSON.stringify(options.runId)} cannot be opened as a sweep: ${options.found}.`,
      hint: options.hint ?? "Pass the id of the sweep's parent run, not of a child or of an ordinary run.",
      cause: options.cause,
    });
    this.runId = options.runId;
    this.found = options.found;
    this.loggedMetricNames = options.loggedMetricNames;
  }
}
