import { HyperDriveError } from './hyperdrive-error.js';

/** A run was opened as a sweep, but nothing marks it as one, or its primary metric cannot be read. */
export class HyperDriveRehydrateError extends HyperDriveError {
  readonly runId: string;
  /** What was found instead, as the message has it. */
  readonly found: string;

  constructor(options: {
    readonly runId: string;
    readonly found: string;
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
  }
}
