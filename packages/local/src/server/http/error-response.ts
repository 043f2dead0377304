import { BackendError, HyperDriveConfigError, HyperDriveError, InvalidArgumentError } from '@hyperdrive-run/core';
import { type ErrorBodyDto, type WireRecord, writeWireJson } from '@hyperdrive-run/transport/wire';
import { fullDiskError } from '../../storage/database/full-disk-error.js';
import { StorageError, type StorageFailure } from '../../storage/database/storage-error.js';
import { RequestRefusal } from './request-refusal.js';
import { type WrittenError, writtenError } from './written-error.js';

/** What of a failure goes into an answer. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  /** What to do about it. */
  readonly hint?: string | undefined;
  /** The option that is not right. */
  readonly option?: { readonly name: string; readonly takes: string } | undefined;
  readonly details?: readonly WireRecord[] | undefined;
  /** When to try again, where that is worth it. */
  readonly retryAfterSeconds?: number | undefined;
}

/** What is said of a disk or a database that fails. Where they are is nobody's business who asks over HTTP. */
const storageReasons: Readonly<Record<StorageFailure, string>> = {
  full: 'the disk is full',
  locked: 'another process is writing to its database',
  corrupt: 'parts of its database cannot be read any more',
  'newer-version': 'its database is one of a newer version',
  'not-ours': 'its database is that of another program',
  unwritable: 'its database cannot be written',
  unknown: 'its database failed',
};

/** How much is said of a request that may be wrong in very many ways, or quote a megabyte. */
const longestMessage = 10_000;
const mostDetails = 100;

/** A disk that is full for a moment only is asked again soon; clients wait longer by themselves where it stays so. */
const retryAfterSeconds = 1;

/** What the response contains beside the failure itself. */
export interface ErrorResponseContext {
  /** The id of the request: the client's own or ours. */
  readonly requestId: string;
  readonly operation: string;
  readonly now: Date;
}

/**
 * Responds with a failure in the protocol's body. `code` and `message` are at the top too, where the hyperdrive service
 * has them, and `details` is always a list: Python's client fails over an error without it.
 */
export function errorResponse(error: unknown, context: ErrorResponseContext): Response {
  const failure = toFailure(error);
  const body: WireRecord = {
    code: failure.status,
    message: failure.message,
    ...(failure.hint === undefined ? {} : { hint: failure.hint }),
    ...(failure.option === undefined ? {} : { option: failure.option }),
    error: writtenError(failure.code, failure.message, failure.details),
    correlation: { operation: context.operation, request: context.requestId } satisfies ErrorBodyDto['correlation'],
    environment: 'local',
    location: 'local',
    time: context.now.toISOString(),
    componentName: 'hyperdrive-local',
  };
  return new Response(writeWireJson(body), {
    status: failure.status,
    headers: { ...failureHeaders(failure), 'x-ms-request-id': context.requestId },
  });
}

/** The headers of a response that reports a failure. */
export function failureHeaders(failure: Failure): Readonly<Record<string, string>> {
  const headers = { 'content-type': 'application/json; charset=utf-8' };
  return failure.retryAfterSeconds === undefined
    ? headers
    : { ...headers, 'retry-after': String(failure.retryAfterSeconds) };
}

/** The failure of one part of a request that has one response, as `runs/runIds` and its like do. */
export function partialFailure(error: unknown): { readonly error: WrittenError } {
  const { code, message } = toFailure(error);
  return { error: writtenError(code, message) };
}

/** What a failure is to the client: a status, a code, and no more of our own, or of its request, than is useful. */
export function toFailure(error: unknown): Failure {
  const failure = failureOf(error);
  return { ...failure, message: failure.message.slice(0, longestMessage) };
}

function failureOf(error: unknown): Failure {
  if (error instanceof RequestRefusal) {
    return { status: error.status, code: error.serviceCode, message: error.message };
  }
  if (HyperDriveConfigError.isInstance(error)) {
    const details = error.violations.slice(0, mostDetails).map(({ path, got, takes }) => ({
      code: 'UserError',
      target: path,
      message: `${path} is ${got}, but takes ${takes}.`.slice(0, longestMessage),
    }));
    return { status: 400, code: 'UserError', message: error.message, details };
  }
  const storageError = StorageError.isInstance(error) ? error : fullDiskError(error);
  if (storageError !== undefined) {
    const message = `The local service cannot do this now: ${storageReasons[storageError.failure]}.`;
    // What passes is worth a client's next try. 507 would say more of a full disk, but clients do not try again after it.
    return storageError.isRetryable
      ? { status: 503, code: 'ServiceError', message, retryAfterSeconds }
      : { status: 500, code: 'ServiceError', message };
  }
  if (BackendError.isInstance(error)) {
    const status = error.status ?? (error.code === 'run-not-found' ? 404 : 409);
    return { status, code: error.serviceCode ?? 'UserError', message: error.message, hint: error.hint };
  }
  if (InvalidArgumentError.isInstance(error)) {
    const { option: name, takes, message, hint } = error;
    return { status: 400, code: 'UserError', message, hint, option: { name, takes } };
  }
  if (HyperDriveError.isInstance(error)) return { status: 400, code: 'UserError', message: error.message };
  return { status: 500, code: 'ServiceError', message: 'The local service failed at this request.' };
}
