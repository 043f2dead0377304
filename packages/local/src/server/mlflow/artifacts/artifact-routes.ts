import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { RunFile } from '../../../storage/files/run-files.js';
import type { RunKey } from '../../../storage/run-key.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { requireRunWrite, requireWorkspaceRead } from '../../access/permissions.js';
import { pathPart, workspaceOf } from '../../access/request-scope.js';
import { fileResponse } from '../../artifacts/file-response.js';
import { mostBytesOfFile, storeArtifact } from '../../artifacts/store-artifact.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { wireResponse } from '../../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../../service-context.js';
import { mlflowApiPath, mlflowArtifactsPath } from '../mlflow-paths.js';
import { namedRun, queryOf, textOf } from '../mlflow-request.js';
import { modelPlace, requireModelWrite } from '../models/logged-model.js';
import { artifactUri } from '../runs/run-to-mlflow.js';

const filePath = `${mlflowArtifactsPath}/:path{[\\s\\S]+}`;

/** The files of runs. They are the same that the Azure ML calls list: what a trial leaves in `outputs/` is among them. */
export function addMlflowArtifactRoutes(app: ServiceApp, service: ServiceContext): void {
  app.put(filePath, async (request) => {
    const { key, path, requireWrite } = placeOf(service, request, pathPart(request, 'path'));
    requireWrite();
    await storeArtifact(service.files.folderOf(key), path, request.req.raw.body, mostBytesOfFile);
    return wireResponse({});
  });

  app.get(filePath, async (request) => {
    const { key, path } = placeOf(service, request, pathPart(request, 'path'));
    return fileResponse(service, key, path);
  });

  app.get(mlflowArtifactsPath, async (request) => {
    const path = textOf(queryOf(request), 'path');
    requireWorkspaceRead(request, workspaceOf(request));
    if (path === undefined) return wireResponse({ files: [] });
    const entries = await entriesAt(service, placeOf(service, request, path));
    return wireResponse({ files: entries.map(({ name, ...entry }) => ({ path: name, ...entry })) });
  });

  app.get(`${mlflowApiPath}/artifacts/list`, async (request) => {
    const query = queryOf(request);
    const run = namedRun(service, request, textOf(query, 'run_id') ?? textOf(query, 'run_uuid'));
    const folder = textOf(query, 'path') ?? '';
    const entries = await entriesAt(service, { key: run, path: folder, hidden: modelFolders(service, run) });
    const above = folder === '' ? '' : `${folder.replace(/\/+$/, '')}/`;
    return wireResponse({
      root_uri: artifactUri(run),
      files: entries.map(({ name, ...entry }) => ({ path: above + name, ...entry })),
    });
  });
}

/** A file or folder of a run or a model. */
interface ArtifactPlace {
  readonly key: RunKey;
  /** Among the files of the key. */
  readonly path: string;
  /** Folders that a listing leaves out: those of a run's models, whose files are listed as theirs. */
  readonly hidden: ReadonlySet<string>;
}

/**
 * A file or folder by its place below the artifacts: `<experiment id>/<run id>/artifacts/<path>`, of a model
 * `<experiment id>/models/<model id>/artifacts/<path>`.
 */
function placeOf(
  service: ServiceContext,
  request: RequestContext,
  place: string,
): ArtifactPlace & { readonly requireWrite: () => void } {
  const [experimentId, runId, ...rest] = place.split('/');
  const workspace = workspaceOf(request);
  requireWorkspaceRead(request, workspace);
  const model = runId === 'models' ? service.store.models.get(workspace, rest[0] ?? '') : undefined;
  if (model !== undefined) {
    const [, folder, ...parts] = rest;
    requirePlace(folder === 'artifacts' && experimentIdOf(model.scope) === experimentId, place);
    const { key, folder: root } = modelPlace(model);
    const path = [root, ...parts].join('/');
    return { key, path, hidden: new Set(), requireWrite: () => requireModelWrite(service, request, model) };
  }
  const run = namedRun(service, request, runId === undefined || runId === '' ? undefined : runId);
  const [folder, ...parts] = rest;
  requirePlace(folder === 'artifacts' && experimentIdOf(run.scope) === experimentId, place);
  return {
    key: run,
    path: parts.join('/'),
    hidden: modelFolders(service, run),
    requireWrite: () => requireRunWrite(service, request, run),
  };
}

function requirePlace(isThere: boolean, place: string): void {
  if (!isThere) throw new RequestRefusal(404, `There is no artifact at ${JSON.stringify(place)}.`);
}

function modelFolders({ store }: ServiceContext, run: StoredRun): ReadonlySet<string> {
  return new Set(store.models.ofRun(run).map((model) => modelPlace(model).folder));
}

async function entriesAt(
  { files }: ServiceContext,
  { key, path, hidden }: ArtifactPlace,
): Promise<readonly ({ readonly name: string } & WireRecord)[]> {
  const found = await files.list(key, path);
  return entriesIn(
    found.filter((file) => !hidden.has(file.path.split('/')[0] ?? '')),
    path,
  );
}

/** What lies directly in a folder: files with their size, folders once. */
function entriesIn(files: readonly RunFile[], folder: string): readonly ({ readonly name: string } & WireRecord)[] {
  const depth = folder.split('/').filter((part) => part !== '').length;
  const entries = new Map<string, { readonly name: string } & WireRecord>();
  for (const { path, sizeBytes } of files) {
    const [name = '', ...below] = path.split('/').slice(depth);
    if (name.endsWith('.part') && name.startsWith('.')) continue;
    // An empty file has no size, as in MLflow's responses.
    const size = sizeBytes === 0 ? {} : { file_size: sizeBytes };
    entries.set(name, below.length > 0 ? { name, is_dir: true } : { name, is_dir: false, ...size });
  }
  return [...entries.values()];
}
