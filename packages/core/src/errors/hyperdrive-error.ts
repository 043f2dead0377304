import { isErrorOf, markErrorClass } from './mark-error-class.js';

/** What each error is, for programs. Stable: a code is never reused for something else. */
export type HyperDriveErrorCode =
  | 'invalid-argument'
  | 'invalid-config'
  | 'not-a-sweep'
  | 'not-implemented'
  | 'unsupported-operation'
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
  | 'unreadable-metrics'
  | 'run-failed'
  | 'invalid-snapshot'
  | 'unreadable-store'
  | 'unusable-files';

/** What every error of this family is made from. */
export interface HyperDriveErrorOptions {
  /** What went wrong, for programs. */
  readonly code: HyperDriveErrorCode;
  /** What happened, in a sentence for a person. Never contains a secret. */
  readonly message: string;
  /** One sentence: what to do now. */
  readonly hint?: string | undefined;
  /** Whether the same call may succeed later without a change. */
  readonly isRetryable?: boolean | undefined;
  /** The error that led to this one, where there is one. */
  readonly cause?: unknown;
}

/**
 * The base of every error that this library throws on purpose. It says what happened (`message`), what it is for
 * programs (`code`), whether trying again may help (`isRetryable`) and what to do (`hint`). An abort is never wrapped
 * in one: an aborted call rejects with the signal's own reason.
 */
export class HyperDriveError extends Error {
  readonly code: HyperDriveErrorCode;
  readonly isRetryable: boolean;
  readonly hint: string | undefined;

  constructor({ code, message, hint, isRetryable = false, cause }: HyperDriveErrorOptions) {
    super(message, cause === undefined ? cause : { cause });
    this.name = new.target.name;
    this.code = code;
    this.isRetryable = isRetryable;
    this.hint = hint;
  }

  static {
    markErrorClass(HyperDriveError);
  }

  /**
   * Whether a caught value is an error of the class that is asked: `BackendError.isInstance(error)` is true of a
   * `BackendError` only. Also true of one from another installed copy of the package, where `instanceof` fails.
   */
  static isInstance<T extends HyperDriveError>(this: { readonly prototype: T }, value: unknown): value is T {
    return isErrorOf(this, value);
  }
}
