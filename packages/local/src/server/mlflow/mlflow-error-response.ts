import { writeWireJson } from '@hyperdrive-run/transport/wire';
import { failureHeaders, toFailure } from '../http/error-response.js';

/** MLflow's word for a status. Its client raises by this word, and shows the message. */
const codes: ReadonlyMap<number, string> = new Map([
  [400, 'INVALID_PARAMETER_VALUE'],
  [401, 'UNAUTHENTICATED'],
  [403, 'PERMISSION_DENIED'],
  [404, 'RESOURCE_DOES_NOT_EXIST'],
  [409, 'RESOURCE_CONFLICT'],
  [413, 'REQUEST_LIMIT_EXCEEDED'],
  [501, 'NOT_IMPLEMENTED'],
  [503, 'TEMPORARILY_UNAVAILABLE'],
]);

/** Answers a failure in MLflow's body. */
export function mlflowErrorResponse(error: unknown): Response {
  const failure = toFailure(error);
  const { status, message, code } = failure;
  const errorCode = /^[A-Z_]+$/.test(code) ? code : (codes.get(status) ?? 'INTERNAL_ERROR');
  return new Response(writeWireJson({ error_code: errorCode, message }), {
    status,
    headers: failureHeaders(failure),
  });
}
