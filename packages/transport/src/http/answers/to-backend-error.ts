import { BackendError, type BackendErrorCode, type BackendErrorOptions } from '@hyperdrive-run/core';
import { errorMessage } from '../../error-message.js';
import { connectionFailureCode } from '../patience/connection-failure.js';
import { HttpTimeout } from '../patience/http-timeout.js';
import { retriedStatuses } from '../patience/retry-policy.js';
import { isLoopback } from '../requests/is-loopback.js';
import { redact, shownAddress } from './redact.js';

/** What a service says of a failure, whatever its body looks like. */
export interface ServiceError {
  readonly code?: string | undefined;
  readonly message?: string | undefined;
  readonly requestId?: string | undefined;
  /** What to do about it, in the service's own words. */
  readonly hint?: string | undefined;
  /**
   * Whether the service itself says, in the form that its errors have, that something is not there. A gateway, a proxy or
   * a sign-in page answers with 404 too, and knows nothing of runs.
   */
  readonly saysMissing?: boolean | undefined;
}

/** The request that failed. */
export interface FailedRequest {
  readonly url: string;
  /** What it was about, such as `run "HD_1"`. */
  readonly subject: string;
  readonly runId?: string | undefined;
  /** What must not appear in the message, whatever the service echoes. */
  readonly secrets?: readonly (string | undefined)[] | undefined;
  readonly hints?: FailureHints | undefined;
}

/** One sentence for each kind of failure: what to do now. */
export type FailureHints = Readonly<Partial<Record<BackendErrorCode, string>>>;

function subjectOf({ subject }: FailedRequest): string {
  return subject.charAt(0).toUpperCase() + subject.slice(1);
}

function codeOf(status: number, runId: string | undefined): BackendErrorCode {
  if (status === 401) return 'not-authenticated';
  if (status === 403) return 'not-authorized';
  if (status === 404) return runId === undefined ? 'refused' : 'run-not-found';
  if (status === 408) return 'timed-out';
  if (status === 429) return 'throttled';
  if (status >= 500) return 'service-failure';
  return status >= 400 ? 'refused' : 'unexpected-answer';
}

const outcomes: Readonly<Partial<Record<BackendErrorCode, string>>> = {
  'run-not-found': 'was not found at',
  'not-authenticated': 'was asked for with a token that is missing, wrong or expired at',
  'not-authorized': 'may not be touched with this token at',
  refused: 'was refused by',
  throttled: 'was asked for too often at',
  'timed-out': 'took too long at',
};

const usualHints: FailureHints = {
  'run-not-found': 'Check the id, and that subscription, group, workspace and experiment are those of the run.',
  'not-authenticated': 'Sign in again, or pass a credential that is valid for this service.',
  'not-authorized': 'Ask for a role that may do this, such as AzureML Data Scientist on the workspace.',
  refused: "Change what the service's words name, and ask again.",
  throttled: 'Wait a little, or ask for less at once with a smaller concurrency.',
  'service-failure': 'Try again later; if it stays, give the request id to the support of the service.',
};

/** Turns an answer that is no success into the error for it. */
export function toBackendError(status: number, said: ServiceError, request: FailedRequest): BackendError {
  if (status === 404 && said.saysMissing !== true) return foreignNotFound(said, request);
  const code = codeOf(status, request.runId);
  const outcome = outcomes[code] ?? `met a failure (status ${status}) of`;
  const { message: words = '' } = said;
  const isEcho = code === 'run-not-found' && saysTheSame(words, request.runId);
  const message = words === '' || isEcho ? '' : `: ${redact(words, request.secrets)}`;
  return new BackendError({
    code,
    message: `${subjectOf(request)} ${outcome} ${shownAddress(new URL(request.url).origin)}${message}`,
    hint: request.hints?.[code] ?? hintOf(said, request) ?? usualHints[code],
    isRetryable: retriedStatuses.includes(status),
    status,
    requestId: said.requestId,
    serviceCode: said.code,
    runId: request.runId,
  });
}

function hintOf({ hint = '' }: ServiceError, { secrets }: FailedRequest): string | undefined {
  return hint === '' ? undefined : redact(hint, secrets);
}

/** Whether a service's words for a run that is not there add nothing to ours. */
function saysTheSame(words: string, runId: string | undefined): boolean {
  const [, named] = /^run (.*?) (?:was |is )?not found\.?$/i.exec(words.trim()) ?? [];
  return named !== undefined && named.replaceAll(/^["'`]|["'`]$/g, '') === runId;
}

/** Turns what `fetch` rejected with into the error for it. An abort must have been ruled out before. */
export function toConnectionError(error: unknown, request: FailedRequest): BackendError {
  const address = shownAddress(new URL(request.url).origin);
  if (error instanceof HttpTimeout) {
    return new BackendError({
      code: 'timed-out',
      message: `${subjectOf(request)} took too long at ${address}. ${error.message}`,
      hint: `Try again, or allow more time with ${error.option}.`,
      isRetryable: true,
      runId: request.runId,
    });
  }
  const reason = connectionFailureCode(error) ?? errorMessage(error);
  return new BackendError({
    code: 'connection-failed',
    message: `${address} could not be reached for ${request.subject}: ${redact(reason, request.secrets)}`,
    hint: isLoopback(address)
      ? 'If this is the local service, start it with "hyperdrive service start"; else check the address.'
      : 'Check the address, the network and the proxy.',
    isRetryable: true,
    runId: request.runId,
    cause: error,
  });
}

/** A 404 that something between here and the service may have given: it does not say that a run is not there. */
function foreignNotFound({ code, message, requestId }: ServiceError, request: FailedRequest): BackendError {
  const problem = "status 404 without the service's own words for what is not there";
  const words = message === undefined || message === '' ? problem : `${problem}: ${message}`;
  return unexpectedAnswer(words, request, { status: 404, serviceCode: code, requestId });
}

/** The error for an answer that came, but is not what the protocol says. */
export function unexpectedAnswer(
  problem: string,
  request: FailedRequest,
  known: Pick<BackendErrorOptions, 'status' | 'serviceCode' | 'requestId'> = {},
): BackendError {
  return new BackendError({
    ...known,
    code: 'unexpected-answer',
    message: `${subjectOf(request)} got an unexpected answer from ${shownAddress(new URL(request.url).origin)}: ${redact(problem, request.secrets)}`,
    hint: 'Check that the address is the one of the service; a proxy or a sign-in page may be in between.',
    runId: request.runId,
  });
}
