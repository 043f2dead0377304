import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { jsonObject } from '@hyperdrive-run/transport/wire';
import { runNotFound } from '../../storage/runs/run-not-found.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { requireRunWrite } from '../access/permissions.js';
import { requestedRun, workspaceOf } from '../access/request-scope.js';
import { readBody, readTime, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { forEachInTurns } from '../http/turns.js';
import { wireResponse } from '../http/wire-response.js';
import { experimentPaths, runPaths, withEnding } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { type RunEvent, updateForEvent } from './run-event.js';

const eventPrefix = 'Microsoft.MachineLearning.Run.';

/** What scripts report of their runs: that one started, ended, failed, lives. */
export function addEventRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on('POST', withEnding(runPaths, '/events'), async (request) => {
    const event = readEvent(service, await readBody(service, request, jsonObject));
    applyEvent(service, request, requestedRun(service, request).runId, event);
    return wireResponse({});
  });

  app.on('POST', withEnding(experimentPaths, '/batch/events'), async (request) => {
    const events = (await readBody(service, request, jsonObject)).get('events');
    if (!isJsonArray(events)) throw new RequestRefusal(400, 'The body must contain events as a list of events.');
    requireFew(events, 'events');
    const read = events.map((event) => {
      const { runId, ...rest } = readEvent(service, isJsonObject(event) ? event : new Map());
      if (runId === undefined) throw new RequestRefusal(400, 'Each of the events needs its data with a RunId.');
      return { runId, event: rest };
    });
    // What may not be written, or does not exist, is found before anything is: the events are stored in several parts.
    await forEachInTurns(new Set(read.map(({ runId }) => runId)), (runId) => writtenRun(service, request, runId));
    const apply = ({ runId, event }: (typeof read)[number]): void => applyEvent(service, request, runId, event);
    await forEachInTurns(read, apply, (part) => service.store.transaction(part));
    return wireResponse({ errors: [] });
  });
}

function applyEvent(service: ServiceContext, request: RequestContext, runId: string, event: RunEvent): void {
  const run = writtenRun(service, request, runId);
  const update = updateForEvent(run, event, service.engine.ownsStatus(run));
  if (update !== undefined) service.store.updateRun(run, update);
}

/** @throws RequestRefusal with 403, or BackendError `run-not-found` */
function writtenRun(service: ServiceContext, request: RequestContext, runId: string): StoredRun {
  const key = { scope: workspaceOf(request), runId };
  requireRunWrite(service, request, key);
  const run = service.store.getRun(key);
  if (run === undefined) throw runNotFound(key);
  return run;
}

function readEvent(service: ServiceContext, body: JsonObject): RunEvent & { readonly runId?: string | undefined } {
  const name = body.get('name');
  if (typeof name !== 'string' || !name.startsWith(eventPrefix)) {
    throw new RequestRefusal(400, `An event needs a name that begins with ${eventPrefix}.`);
  }
  const given = body.get('data');
  const data: JsonObject = isJsonObject(given) ? given : new Map();
  const time =
    timeOf(data.get('StartTime'), 'StartTime') ??
    timeOf(data.get('EndTime'), 'EndTime') ??
    timeOf(body.get('timestamp'), 'timestamp') ??
    service.now();
  return {
    kind: name.slice(eventPrefix.length),
    time,
    runId: textOf(data.get('RunId')),
    message: messageOf(data),
    code: textOf(errorOf(data).get('code')),
  };
}

function timeOf(value: JsonValue | undefined, what: string): Date | undefined {
  return typeof value === 'string' ? readTime(value, what) : undefined;
}

function textOf(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

/** Errors come as `{ErrorResponse: {error: {code, message}}}`, in either case. */
function errorOf(data: JsonObject): JsonObject {
  const response = data.get('ErrorResponse') ?? data.get('errorResponse');
  const error = isJsonObject(response) ? (response.get('error') ?? response.get('Error')) : undefined;
  return isJsonObject(error) ? error : new Map();
}

function messageOf(data: JsonObject): string | undefined {
  return textOf(errorOf(data).get('message')) ?? textOf(data.get('Message')) ?? textOf(data.get('message'));
}
