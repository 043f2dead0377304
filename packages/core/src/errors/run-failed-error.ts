import type { RunErrorDetail } from '../runs/run.js';
import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** A run that was waited for ended as Failed. */
export class RunFailedError extends HyperDriveError {
  static {
    markErrorClass(RunFailedError, 'RunFailedError');
  }

  readonly runId: string;
  /** What the service says went wrong, where it says anything. */
  readonly detail: RunErrorDetail | undefined;

  constructor(runId: string, detail: RunErrorDetail | undefined) {
    super({
      code: 'run-failed',
      message: `Run ${JSON.stringify(runId)} failed${detail?.message === undefined ? '' : `: ${detail.message}`}.`,
      hint: 'Look at the logs of the run and of its failed children.',
    });
    this.runId = runId;
    this.detail = detail;
  }
}
