import { isJsonArray, isJsonObject } from '@hyperdrive-run/core/json';
import {
  type ArtifactDto,
  type ArtifactPageDto,
  dataContainerIdOf,
  jsonObject,
  runArtifactOrigin,
} from '@hyperdrive-run/transport/wire';
import type { RunFile } from '../../storage/files/run-files.js';
import type { RunKey } from '../../storage/run-key.js';
import { runNotFound } from '../../storage/runs/run-not-found.js';
import { requireRunWrite, requireWorkspaceRead } from '../access/permissions.js';
import { pathPart, requestedRun } from '../access/request-scope.js';
import { readBody, requireFew } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { wireResponse } from '../http/wire-response.js';
import type { Written } from '../http/written.js';
import { type WrittenError, writtenError } from '../http/written-error.js';
import { runPaths, withEnding, workspacePath } from '../route-paths.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { fileAddress } from './file-address.js';
import { runOfContainer } from './file-content-route.js';

const artifacts = `/artifact/v2.0${workspacePath}/artifacts` as const;
const container = `${runArtifactOrigin}/:container` as const;
const rest = ':path{[\\s\\S]+}';

/** The files of runs: what there is, and where each is read. Content is served by a route of its own. */
export function addArtifactRoutes(app: ServiceApp, service: ServiceContext): void {
  app.get(`${artifacts}/contentinfo/${container}/${rest}`, async (request) => {
    const key = readableRun(service, request);
    const path = pathPart(request, 'path');
    if ((await service.files.find(key, path)) === undefined) {
      throw new RequestRefusal(404, `Run ${key.runId} has no file ${JSON.stringify(path)}.`);
    }
    return wireResponse(await contentInfo(service, request, key, path));
  });

  app.on(
    'GET',
    [`${artifacts}/prefix/contentinfo/${container}`, `${artifacts}/prefix/contentinfo/${container}/${rest}`],
    async (request) => {
      const key = readableRun(service, request);
      const files = await service.files.list(key, request.req.param('path'));
      const value = await Promise.all(files.map(({ path }) => contentInfo(service, request, key, path)));
      return wireResponse({ value, continuationToken: null } satisfies Written<ArtifactPageDto>);
    },
  );

  // Uploads go to an https store, which a service on loopback is not: each file is refused at once, with its reason.
  app.post(`${artifacts}/batch/metadata/${container}`, async (request) => {
    const key = readableRun(service, request);
    requireRunWrite(service, request, key);
    const paths = (await readBody(service, request, jsonObject)).get('paths');
    if (isJsonArray(paths)) requireFew(paths, 'paths');
    const errors = new Map<string, { readonly error: WrittenError }>();
    for (const entry of isJsonArray(paths) ? paths : []) {
      const path = isJsonObject(entry) ? entry.get('path') : undefined;
      if (typeof path !== 'string') continue;
      const message = 'The local service takes no uploads; it collects what a trial leaves in its folder outputs.';
      errors.set(path, { error: writtenError('NotSupported', message) });
    }
    return wireResponse({ artifacts: {}, artifactContentInformation: {}, errors });
  });

  app.on('GET', [`${artifacts}/${container}`, `${artifacts}/${container}/${rest}`], async (request) => {
    const key = readableRun(service, request);
    return wireResponse(listing(key, await service.files.list(key, request.req.param('path'))));
  });

  app.on('GET', withEnding(runPaths, '/artifacts'), async (request) => {
    const run = requestedRun(service, request);
    requireWorkspaceRead(request, run.scope);
    return wireResponse(listing(run, await service.files.list(run)));
  });
}

function readableRun(service: ServiceContext, request: RequestContext): RunKey {
  const key = runOfContainer(request);
  requireWorkspaceRead(request, key.scope);
  if (service.store.getRun(key) !== undefined) return key;
  throw runNotFound(key);
}

async function contentInfo(
  service: ServiceContext,
  request: RequestContext,
  key: RunKey,
  path: string,
): Promise<Written<ArtifactDto>> {
  const contentUri = await fileAddress(service, request, key, path);
  return { contentUri, origin: runArtifactOrigin, container: dataContainerIdOf(key.runId), path };
}

function listing(key: RunKey, files: readonly RunFile[]): Written<ArtifactPageDto> {
  const folder = dataContainerIdOf(key.runId);
  const value = files.map(({ path, sizeBytes, modifiedTime }) => ({
    artifactId: `${runArtifactOrigin}/${folder}/${path}`,
    origin: runArtifactOrigin,
    container: folder,
    path,
    etag: `"${sizeBytes}-${modifiedTime.getTime()}"`,
    createdTime: modifiedTime.toISOString(),
  }));
  return { value, continuationToken: null };
}
