import { HyperDriveError, type HyperDriveErrorCode, type HyperDriveErrorOptions } from './hyperdrive-error.js';
import { markErrorClass } from './mark-error-class.js';

/** The codes of errors that a service, or the way to it, caused. */
export type BackendErrorCode = Extract<
  HyperDriveErrorCode,
  | 'run-not-found'
  | 'not-authenticated'
  | 'not-authorized'
  | 'already-finished'
  | 'refused'
  | 'throttled'
  | 'service-failure'
  | 'unexpected-answer'
  | 'connection-failed'
  | 'timed-out'
>;

/** What a backend error knows beside its message. */
export interface BackendErrorOptions extends HyperDriveErrorOptions {
  /** What went wrong, for programs. */
  readonly code: BackendErrorCode;
  /** The HTTP status, where there was a response. */
  readonly status?: number | undefined;
  /** The service's id of the request, to quote to its support. */
  readonly requestId?: string | undefined;
  /** The service's own error code, such as `UserError` or `RESOURCE_DOES_NOT_EXIST`. */
  readonly serviceCode?: string | undefined;
  /** The run that the call was about. */
  readonly runId?: string | undefined;
}

/** A service refused, failed, responded with nonsense or could not be reached. Contains no token and no signed address. */
export class BackendError extends HyperDriveError {
  static {
    markErrorClass(BackendError, 'BackendError');
  }

  declare readonly code: BackendErrorCode;
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly serviceCode: string | undefined;
  readonly runId: string | undefined;

  constructor(options: BackendErrorOptions) {
    super(options);
    this.status = options.status;
    this.requestId = options.requestId;
    this.serviceCode = options.serviceCode;
    this.runId = options.runId;
  }
}
