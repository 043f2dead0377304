import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { jsonObject } from '@hyperdrive-run/transport/wire';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireRunWrite, requireWorkspaceRead } from '../access/permissions.js';
import { workspaceOf } from '../access/request-scope.js';
import type { BodyKind } from '../http/body-limits.js';
import { readBody, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import type { RequestContext, ServiceContext } from '../service-context.js';
import { checkKey } from './mlflow-names.js';

/** The longest name of a metric, a param or a tag. */
const maxKeyLength = 250;

/** The body of a call, once its sender may read the workspace. */
export async function readMlflowBody(
  service: ServiceContext,
  request: RequestContext,
  kind: BodyKind = 'call',
): Promise<JsonObject> {
  requireWorkspaceRead(request, workspaceOf(request));
  return readBody(service, request, jsonObject, kind);
}

/** The run that a call names. @throws RequestRefusal with 400 or 404 */
export function namedRun(service: ServiceContext, request: RequestContext, runId: string | undefined): StoredRun {
  requireWorkspaceRead(request, workspaceOf(request));
  if (runId === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'run_id'.");
  const run = service.store.getRun({ scope: workspaceOf(request), runId });
  if (run === undefined) throw new RequestRefusal(404, `Run with id=${runId} not found`);
  return run;
}

/** The run that a call writes: its body names it. @throws RequestRefusal with 400, 403 or 404 */
export function writtenRun(service: ServiceContext, request: RequestContext, body: JsonObject): StoredRun {
  const runId = textOf(body, 'run_id') ?? textOf(body, 'run_uuid');
  if (runId !== undefined) requireRunWrite(service, request, { scope: workspaceOf(request), runId });
  return namedRun(service, request, runId);
}

/** The run that a call writes, where it is not deleted. @throws RequestRefusal with 400, 403 or 404 */
export function activeRun(service: ServiceContext, request: RequestContext, body: JsonObject): StoredRun {
  const run = writtenRun(service, request, body);
  if (run.hidden) throw new RequestRefusal(400, `The run ${run.runId} must be in the 'active' state: it is deleted.`);
  return run;
}

/** A text of the body; `undefined` where it is missing, null or empty: protocol buffers do not distinguish them. */
export function textOf(body: JsonObject, name: string): string | undefined {
  const value = body.get(name);
  if (value === undefined || value === null || value === '') return undefined;
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'bigint') return String(value);
  throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes a text.`);
}

/** The key under which something is logged. @throws RequestRefusal with 400 where it is none that MLflow takes */
export function keyOf(body: JsonObject): string {
  const key = textOf(body, 'key');
  if (key === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'key'.");
  if (key.length > maxKeyLength) {
    throw new RequestRefusal(400, `The name '${key.slice(0, 40)}...' exceeds the maximum length of ${maxKeyLength}.`);
  }
  return checkKey(key);
}

/** A text under the name `value`, where an empty one counts. */
export function valueTextOf(body: JsonObject): string {
  const value = body.get('value') ?? '';
  return typeof value === 'string' ? value : (textOf(body, 'value') ?? '');
}

/** A number, also as text, which is how JSON carries NaN, the infinities and 64 bits. */
export function numberOf(body: JsonObject, name: string): number | undefined {
  const value = body.get(name);
  if (value === undefined || value === null) return undefined;
  if (typeof value === 'number') return value;
  if (typeof value === 'bigint') return Number(value);
  const number = typeof value === 'string' && value.trim() !== '' ? Number(value) : Number.NaN;
  if (Number.isNaN(number) && value !== 'NaN') {
    throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes a number.`);
  }
  return number;
}

/** A time in milliseconds since 1970. */
export function timeOf(body: JsonObject, name: string): Date | undefined {
  const number = numberOf(body, name);
  if (number === undefined) return undefined;
  const time = new Date(number);
  if (Number.isNaN(time.getTime())) {
    throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes milliseconds since 1970.`);
  }
  return time;
}

/** A list of objects, such as the metrics of a batch. */
export function objectsOf(body: JsonObject, name: string): readonly JsonObject[] {
  const objects = itemsOf(body, name).filter(isJsonObject);
  if (objects.length < itemsOf(body, name).length) {
    throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes a list of objects.`);
  }
  return objects;
}

/** The same where a call may contain some. @throws RequestRefusal with 413 where there are too many */
export function fewObjectsOf(body: JsonObject, name: string): readonly JsonObject[] {
  const objects = objectsOf(body, name);
  requireFew(objects, name);
  return objects;
}

/** A list of some texts, such as the ids of experiments. */
export function textsOf(body: JsonObject, name: string): readonly string[] {
  const items = itemsOf(body, name);
  requireFew(items, name);
  return items.map((item) => {
    if (typeof item === 'string') return item;
    if (typeof item === 'number' || typeof item === 'bigint') return String(item);
    throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes a list of texts.`);
  });
}

function itemsOf(body: JsonObject, name: string): readonly JsonValue[] {
  const value = body.get(name);
  if (value === undefined || value === null) return [];
  if (isJsonArray(value)) return value;
  throw new RequestRefusal(400, `Invalid value for parameter '${name}': it takes a list.`);
}

/** `max_results`, no more than `most`. @throws RequestRefusal where it is no integer from 1 to `allowed` */
export function pageSizeOf(asked: number | undefined, most: number, allowed = 50_000): number {
  if (asked === undefined || asked === 0) return most;
  if (!Number.isSafeInteger(asked) || asked < 1 || asked > allowed) {
    throw new RequestRefusal(
      400,
      `Invalid value for parameter 'max_results': it takes an integer from 1 to ${allowed}.`,
    );
  }
  return Math.min(asked, most);
}

/** The query of a GET, as if it were a body. */
export function queryOf(request: RequestContext): JsonObject {
  return new Map(Object.entries(request.req.query()));
}
