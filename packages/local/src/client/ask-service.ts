import { BackendError, type BackendErrorCode, type HyperDriveError, InvalidArgumentError } from '@hyperdrive-run/core';
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
  /** Whether it only looks, though it is no GET: nothing is changed by it, and none needs to be told so. */
  readonly isLook?: boolean | undefined;
  /** The options that it is about by their names, for errors. Contains nothing that is not to be shown. */
  readonly fields?: JsonObject | undefined;
  /** The run that it is about, for errors. */
  readonly runId?: string | undefined;
}

/**
 * Asks a local service once, and reads its answer. Nothing is tried again: these calls change things.
 * @throws BackendError, InvalidArgumentError where one of the `fields` is refused; an abort rejects with the signal's own reason
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
  throw failureOf(response.status, value ?? null, question);
}

function failureOf(status: number, value: JsonValue, question: ServiceQuestion): HyperDriveError {
  const refused = refusedOption(value, question.fields);
  if (refused !== undefined) return refused;
  const reading = readWire(errorBodySchema, value);
  const said = reading.success ? (reading.data.error ?? reading.data) : undefined;
  const hint = isJsonObject(value) ? value.get('hint') : undefined;
  const isLook = question.isLook ?? question.method === 'GET';
  return new BackendError({
    code: codeOf(status, said?.code),
    status,
    serviceCode: said?.code,
    hint: typeof hint === 'string' ? hint : isLook ? undefined : 'Nothing was changed.',
    message: said?.message ?? `The local service answered with the status ${status}.`,
    runId: question.runId,
  });
}

/** The error of an option, where the service names one. */
function refusedOption(body: JsonValue, fields: JsonObject | undefined): InvalidArgumentError | undefined {
  const refused = isJsonObject(body) ? body.get('option') : undefined;
  if (fields === undefined || !isJsonObject(refused)) return undefined;
  const [option, takes] = [refused.get('name'), refused.get('takes')];
  if (typeof option !== 'string' || typeof takes !== 'string') return undefined;
  return new InvalidArgumentError({ option, got: fields.get(option), takes });
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
