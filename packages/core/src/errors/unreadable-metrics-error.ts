import { HyperDriveError } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** Metrics of some runs could not be read. That is not the same as "not logged", so nothing is concluded from the rest. */
export class UnreadableMetricsError extends HyperDriveError {
  static {
    markErrorClass(UnreadableMetricsError, 'UnreadableMetricsError');
  }

  /** Each run that could not be read, with the reason. */
  readonly failures: ReadonlyMap<string, HyperDriveError>;

  constructor(failures: ReadonlyMap<string, HyperDriveError>) {
    const ids = [...failures.keys()];
    const shown = ids.slice(0, 3).join(', ') + (ids.length > 3 ? ` and ${ids.length - 3} more` : '');
    const [first] = failures.values();
    super({
      code: 'unreadable-metrics',
      message: `The metrics of ${ids.length === 1 ? 'run' : `${ids.length} runs:`} ${shown} could not be read: ${first?.message ?? 'no reason given'}`,
      hint: "Try again, or pass onUnreadable: 'report' to go on with what can be read.",
      isRetryable: [...failures.values()].some((failure) => failure.isRetryable),
      cause: first,
    });
    this.failures = failures;
  }
}
