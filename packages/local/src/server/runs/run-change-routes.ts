import { isTerminalStatus } from '@hyperdrive-run/core';
import { type RunPatchDto, runPatchSchema } from '@hyperdrive-run/transport/wire';
import type { ExperimentScope, RunKey } from '../../storage/run-key.js';
import type { StoredRun } from '../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import { requireRunWrite } from '../access/permissions.js';
import { isInPath, requestedRun, runKeyOf, workspaceOf } from '../access/request-scope.js';
import { readBody, readJsonBody, readTexts, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import { runPaths, withEnding } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { runToDto } from './run-to-dto.js';

/** Changing one run, or making one: clients make runs by patching what does not exist. */
export function addRunChangeRoutes(app: ServiceApp, service: ServiceContext): void {
  app.on('PATCH', [...runPaths], async (request) => {
    const patch = await readBody(service, request, runPatchSchema);
    return wireResponse(runToDto(patchRun(service, request, runKeyOf(request), patch)));
  });

  app.on('DELETE', withEnding(runPaths, '/tags'), async (request) => {
    const run = requestedRun(service, request);
    requireRunWrite(service, request, run);
    const removeTags = readTexts(await readJsonBody(service, request), 'the names of tags');
    return wireResponse(runToDto(service.store.updateRun(run, { removeTags })));
  });
}

/** Changes a run, or makes it where it does not exist yet. */
export function patchRun(service: ServiceContext, request: RequestContext, key: RunKey, patch: RunPatchDto): StoredRun {
  if (patch.runId !== undefined && patch.runId !== key.runId) {
    throw new RequestRefusal(400, `The body is about run ${patch.runId}, the path about run ${key.runId}.`);
  }
  requireFew(patch.tags ?? new Map(), 'tags');
  requireFew(patch.properties ?? new Map(), 'properties');
  const run = service.store.getRun(key);
  requireRunWrite(service, request, key, patch.parentRunId);
  if (run === undefined) return createRun(service, request, key, patch);
  if (!isInPath(run.scope, request)) {
    throw new RequestRefusal(409, `Run ${key.runId} is in the experiment ${run.scope.experimentName}.`);
  }
  return service.store.updateRun(run, {
    // The engine's verdict on its runs is final, and what has ended has ended.
    status: service.engine.ownsStatus(run) || isTerminalStatus(run.status) ? undefined : patch.status,
    setTags: patch.tags,
    addProperties: patch.properties,
    name: patch.name,
    displayName: patch.displayName,
    description: patch.description,
    hidden: patch.hidden,
    target: patch.target,
  });
}

function createRun(service: ServiceContext, request: RequestContext, key: RunKey, patch: RunPatchDto): StoredRun {
  return service.store.createRun({
    scope: experimentForNewRun(service, request, key, patch),
    runId: key.runId,
    parentRunId: patch.parentRunId,
    status: patch.status,
    tags: patch.tags,
    properties: patch.properties,
    name: patch.name,
    displayName: patch.displayName ?? patch.name,
    description: patch.description,
    hidden: patch.hidden,
    target: patch.target,
  });
}

/** The path's experiment by its name; by its id, or where it names none, that of the parent. */
function experimentForNewRun(
  service: ServiceContext,
  request: RequestContext,
  key: RunKey,
  patch: RunPatchDto,
): ExperimentScope {
  const experimentName = request.req.param('experiment');
  if (experimentName !== undefined) return { ...workspaceOf(request), experimentName };
  const parent =
    patch.parentRunId === undefined ? undefined : service.store.getRun({ scope: key.scope, runId: patch.parentRunId });
  const id = request.req.param('experimentId');
  if (parent === undefined || (id !== undefined && experimentIdOf(parent.scope) !== id)) {
    throw new RequestRefusal(
      404,
      `Run ${key.runId} was not found, and a new one needs a parent or its experiment's name.`,
    );
  }
  return parent.scope;
}
