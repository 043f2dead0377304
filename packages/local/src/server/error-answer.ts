import { BackendError, HyperDriveConfigError, HyperDriveError } from '@hyperdrive-run/core';
import { type WireRecord, writeWireJson } from '@hyperdrive-run/transport/wire';
import { StorageError } from '../storage/storage-error.js';
import { RequestRefusal } from './request-refusal.js';

/** What of a failure goes into an answer. */
export interface Failure {
  readonly status: number;
  readonly code: string;
  readonly message: string;
  readonly details?: readonly WireRecord[] | undefined;
}

/** What stands in the answer beside the failure itself. */
export interface ErrorAnswerContext {
  /** The id of the request: the client's own or ours. */
  readonly requestId: string;
  readonly operation: string;
  readonly now: Date;
}

/**
 * Answers a failure in the protocol's body. `code` and `message` stand at the top too, where the hyperdrive service
 * has them, and `details` is always a list: Python's client fails over an error without it.
 */
export function errorAnswer(error: unknown, context: ErrorAnswerContext): Response {
  const failure = toFailure(error);
  const body: WireRecord = {
    code: failure.status,
    message: failure.message,
    error: {
      code: failure.code,
      message: failure.message,
      innerError: null,
      details: failure.details ?? [],
    },
    correlation: { operation: context.operation, request: context.requestId },
    environment: 'local',
    location: 'local',
    time: context.now.toISOString(),
    componentName: 'hyperdrive-local',
  };
  return new Response(writeWireJson(body), {
    status: failure.status,
    headers: { 'content-type': 'application/json; charset=utf-8', 'x-ms-request-id': context.requestId },
  });
}

/** The failure of one part of a request that is answered as a whole, as `runs/runIds` and its like do. */
export function partialFailure(error: unknown): WireRecord {
  const { code, message } = toFailure(error);
  return { error: { code, message, innerError: null, details: [] } };
}

/** What a failure is to the client: a status, a code, and no more of our own than is useful. */
export function toFailure(error: unknown): Failure {
  if (error instanceof RequestRefusal) {
    return { status: error.status, code: error.serviceCode, message: error.message };
  }
  if (error instanceof HyperDriveConfigError) {
    const details = error.violations.map(({ path, got, takes }) => ({
      code: 'UserError',
      target: path,
      message: `${path} is ${got}, but takes ${takes}.`,
    }));
    return { status: 400, code: 'UserError', message: error.message, details };
  }
  if (error instanceof StorageError) {
    // What passes is worth a client's next try. 507 would say more of a full disk, but clients do not try again after it.
    const status = error.isRetryable ? 503 : 500;
    return { status, code: 'ServiceError', message: error.message };
  }
  if (error instanceof BackendError) {
    const status = error.status ?? (error.code === 'run-not-found' ? 404 : 409);
    return { status, code: error.serviceCode ?? 'UserError', message: error.message };
  }
  if (HyperDriveError.isInstance(error)) return { status: 400, code: 'UserError', message: error.message };
  return { status: 500, code: 'ServiceError', message: 'The local service failed at this request.' };
}
