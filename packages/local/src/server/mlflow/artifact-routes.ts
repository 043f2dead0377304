import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { RunFile } from '../../storage/run-files.js';
import { experimentIdOf } from '../../storage/scope-ids.js';
import type { StoredRun } from '../../storage/stored-run.js';
import { fileAnswer } from '../file-answer.js';
import { requireRunWrite, requireWorkspaceRead } from '../permissions.js';
import { RequestRefusal } from '../request-refusal.js';
import { pathPart, workspaceOf } from '../request-scope.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { wireAnswer } from '../wire-answer.js';
import { mlflowApiPath, mlflowArtifactsPath } from './mlflow-paths.js';
import { namedRun, queryOf, textOf } from './mlflow-request.js';
import { artifactUri } from './run-to-mlflow.js';
import { storeArtifact } from './store-artifact.js';

/** The most bytes of one file. Files go to the disk as they come: this bounds what a mistake can fill. */
const mostBytes = 16 * 1024 ** 3;

const filePath = `${mlflowArtifactsPath}/:path{[\\s\\S]+}`;

/** The files of runs. They are the same that the Azure ML calls list: what a trial leaves in `outputs/` is among them. */
export function addMlflowArtifactRoutes(app: ServiceApp, service: ServiceContext): void {
  app.put(filePath, async (request) => {
    const { run, path } = fileOf(service, request, pathPart(request, 'path'));
    requireRunWrite(service, request, run);
    await storeArtifact(service.files.folderOf(run), path, request.req.raw.body, mostBytes);
    return wireAnswer({});
  });

  app.get(filePath, async (request) => {
    const { run, path } = fileOf(service, request, pathPart(request, 'path'));
    return fileAnswer(service, run, path);
  });

  app.get(mlflowArtifactsPath, async (request) => {
    const path = textOf(queryOf(request), 'path');
    requireWorkspaceRead(request, workspaceOf(request));
    if (path === undefined) return wireAnswer({ files: [] });
    const place = fileOf(service, request, path);
    const files = await service.files.list(place.run, place.path);
    return wireAnswer({ files: entriesIn(files, place.path).map(({ name, ...entry }) => ({ path: name, ...entry })) });
  });

  app.get(`${mlflowApiPath}/artifacts/list`, async (request) => {
    const query = queryOf(request);
    const run = namedRun(service, request, textOf(query, 'run_id') ?? textOf(query, 'run_uuid'));
    const folder = textOf(query, 'path') ?? '';
    const entries = entriesIn(await service.files.list(run, folder), folder);
    const above = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
    return wireAnswer({
      root_uri: artifactUri(run),
      files: entries.map(({ name, ...entry }) => ({ path: above + name, ...entry })),
    });
  });
}

/** A file or folder by its place below the artifacts: `<experiment id>/<run id>/artifacts/<path>`. */
function fileOf(
  service: ServiceContext,
  request: RequestContext,
  place: string,
): { readonly run: StoredRun; readonly path: string } {
  const [experimentId, runId, folder, ...parts] = place.split('/');
  const run = namedRun(service, request, runId === undefined || runId === '' ? undefined : runId);
  if (folder !== 'artifacts' || experimentIdOf(run.scope) !== experimentId) {
    throw new RequestRefusal(404, `There is no artifact at ${JSON.stringify(place)}.`);
  }
  return { run, path: parts.join('/') };
}

/** What lies directly in a folder: files with their size, folders once. */
function entriesIn(files: readonly RunFile[], folder: string): readonly ({ readonly name: string } & WireRecord)[] {
  const depth = folder.split('/').filter((part) => part !== '').length;
  const entries = new Map<string, { readonly name: string } & WireRecord>();
  for (const { path, sizeBytes } of files) {
    const [name = '', ...below] = path.split('/').slice(depth);
    if (name.endsWith('.part') && name.startsWith('.')) continue;
    entries.set(name, below.length > 0 ? { name, is_dir: true } : { name, is_dir: false, file_size: sizeBytes });
  }
  return [...entries.values()];
}
