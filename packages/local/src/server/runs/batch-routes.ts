import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { jsonObject, type RunDto, runPatchSchema, type WireRecord } from '@hyperdrive-run/transport/wire';
import type { RunKey } from '../../storage/run-key.js';
import { runNotFound } from '../../storage/runs/run-not-found.js';
import { requireWorkspaceRead } from '../access/permissions.js';
import { isInPath, workspaceOf } from '../access/request-scope.js';
import { partialFailure } from '../http/error-response.js';
import { readBody, readTexts, readValue, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { forEachInTurns } from '../http/turns.js';
import { wireResponse } from '../http/wire-response.js';
import type { Written } from '../http/written.js';
import { experimentPaths, withEnding, workspacePath } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { patchRun } from './run-change-routes.js';
import { runToDto } from './run-to-dto.js';

/** Calls about many runs at once. What fails for one run is reported beside what went well for the others. */
export function addBatchRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on('POST', withEnding(experimentPaths, '/runs/runIds'), async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, jsonObject);
    const runs = new Map<string, WireRecord>();
    const errors = new Map<string, WireRecord>();
    await forEachInTurns(readTexts(body.get('runIds'), 'runIds'), (runId) =>
      settle(runId, () => runDto(service, request, runId), runs, errors),
    );
    return wireResponse({ runs, errors });
  });

  app.on('PATCH', withEnding(experimentPaths, '/batch/runs'), async (request) => {
    const body = await readBody(service, request, jsonObject);
    const patches = body.get('runs');
    if (!isJsonArray(patches)) throw new RequestRefusal(400, 'The body must contain runs as a list of runs.');
    requireFew(patches, 'runs');
    const runs = new Map<string, WireRecord>();
    const errors = new Map<string, WireRecord>();
    await forEachInTurns(patches, (value) => {
      const patch = readValue(value, runPatchSchema);
      const runId = patch.runId;
      if (runId === undefined || runId === '') throw new RequestRefusal(400, 'Each of the runs needs a runId.');
      const key: RunKey = { scope: workspaceOf(request), runId };
      settle(runId, () => runToDto(patchRun(service, request, key, patch)), runs, errors);
    });
    return wireResponse({ runs, errors });
  });

  app.post(`/history/v1.0${workspacePath}/batchrundata`, async (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const body = await readBody(service, request, jsonObject);
    const requests = body.get('requests');
    if (!isJsonObject(requests)) throw new RequestRefusal(400, 'The body must contain requests as an object.');
    requireFew(requests, 'requests');
    const successfulResults = new Map<string, WireRecord>();
    const failedResults = new Map<string, WireRecord>();
    await forEachInTurns(requests, ([name, asked]) =>
      settle(name, () => runDataOf(service, request, asked), successfulResults, failedResults),
    );
    return wireResponse({ successfulResults, failedResults }, failedResults.size === 0 ? 200 : 207);
  });
}

function settle(
  name: string,
  work: () => WireRecord,
  results: Map<string, WireRecord>,
  failures: Map<string, WireRecord>,
): void {
  try {
    results.set(name, work());
  } catch (error) {
    failures.set(name, partialFailure(error));
  }
}

function runDto(service: ServiceContext, request: RequestContext, runId: string): Written<RunDto> {
  const key = { scope: workspaceOf(request), runId };
  const run = service.store.getRun(key);
  if (run !== undefined && isInPath(run.scope, request)) return { ...runToDto(run), runDefinition: run.runDefinition };
  throw runNotFound(key);
}

function runDataOf(service: ServiceContext, request: RequestContext, asked: JsonValue): WireRecord {
  const fields: JsonObject = isJsonObject(asked) ? asked : new Map();
  const runId = fields.get('runId');
  if (typeof runId !== 'string') throw new RequestRefusal(400, 'Each of the requests needs a runId.');
  const { runDefinition, ...runMetadata } = runDto(service, request, runId);
  return {
    runMetadata: fields.get('selectRunMetadata') === false ? null : runMetadata,
    runDefinition: fields.get('selectRunDefinition') === false ? null : runDefinition,
  };
}
