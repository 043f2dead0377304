import { HyperDriveError, type JsonValue, writeJson } from '@hyperdrive-run/sdk';
import { type Problem, problemToJson } from '../../api/problem.js';
import { securityHeaders } from '../access/guard-request.js';

/** The HTTP status of an error; what is not listed is the fault of the service behind the dashboard. */
const statuses: ReadonlyMap<HyperDriveError['code'], number> = new Map([
  ['run-not-found', 404],
  ['not-a-sweep', 404],
  ['invalid-argument', 400],
  ['already-finished', 409],
  ['refused', 409],
  ['unsupported-operation', 409],
]);

/** A response in JSON. */
export function jsonResponse(value: JsonValue, status = 200): Response {
  const headers = { ...securityHeaders, 'content-type': 'application/json; charset=utf-8' };
  return new Response(writeJson(value), { status, headers });
}

/** What is read, or why it cannot be. */
export async function respond(read: () => Promise<JsonValue>): Promise<Response> {
  try {
    return jsonResponse(await read());
  } catch (error) {
    return problemResponse(error);
  }
}

/** The response that says what went wrong. @throws what is no error of ours */
export function problemResponse(error: unknown): Response {
  if (!HyperDriveError.isInstance(error)) throw error;
  return jsonResponse(problemToJson(problemOf(error)), statuses.get(error.code) ?? 502);
}

/** An error in the words that the page shows. */
export function problemOf({ message, hint = '', code }: HyperDriveError): Problem {
  return { message, hint, code };
}
