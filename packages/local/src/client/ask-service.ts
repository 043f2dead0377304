import { BackendError, type BackendErrorCode } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core/json';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { errorBodySchema, readWire } from '@hyperdrive-run/transport/wire';

/** A local service that is asked. */
export interface AskedService {
  /** Such as `http://127.0.0.1:49152`. */
  readonly address: string;
  /** The token of the service, which is sent with each request. */
  readonly token: string;
  /** How it is asked: `fetch` by default; an embedded service has its own. */
  readonly fetch?: ((request: Request) => Promise<Response>) | undefined;
}

/** One request. */
export interface ServiceQuestion extends CallOptions {
  readonly method: 'GET' | 'POST';
  /** From the service's address on, encoded. */
  readonly path: string;
  readonly body?: JsonObject | undefined;
  /** The run that it is about, for errors. */
  readonly runId?: string | undefined;
}

/**
 * Asks a local service once, and reads its answer. Nothing is tried again: these calls change things.
 * @throws BackendError; an abort rejects with the signal's own reason
 */
export async function askService(service: AskedService, question: ServiceQuestion): Promise<JsonObject> {
  const { method, path, body, runId, signal } = question;
  const request = new Request(new URL(path, service.address), {
    method,
    headers: { authorization: `Bearer ${service.token}` },
    body: body === undefined ? null : writeJson(body),
    ...(signal === undefined ? {} : { signal }),
  });
  let response: Response;
  let text: string;
  try {
    response = await (service.fetch ?? fetch)(request);
    text = await response.text();
  } catch (error) {
    if (signal?.aborted === true) throw signal.reason;
    throw new BackendError({
      code: 'connection-failed',
      message: `The local service at ${service.address} cannot be reached.`,
      hint: 'Check that it runs.',
      cause: error,
      runId,
    });
  }
  const value = parsed(text);
  if (response.ok && isJsonObject(value)) return value;
  const reading = readWire(errorBodySchema, value ?? null);
  const said = reading.success ? (reading.data.error ?? reading.data) : undefined;
  throw new BackendError({
    code: codeOf(response.status, said?.code),
    status: response.status,
    serviceCode: said?.code,
    hint: 'Nothing was changed.',
    message: said?.message ?? `The local service answered with the status ${response.status}.`,
    runId,
  });
}

function parsed(text: string): JsonValue | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

function codeOf(status: number, serviceCode: string | undefined): BackendErrorCode {
  if (serviceCode === 'AlreadyFinished') return 'already-finished';
  if (status === 401) return 'not-authenticated';
  if (status === 403) return 'not-authorized';
  // The code for a call that an older service does not have is another one; what is no local service has none.
  if (status === 404 && serviceCode === 'UserError') return 'run-not-found';
  if (status >= 500) return 'service-failure';
  return status >= 400 ? 'refused' : 'unexpected-answer';
}
