import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { StoredModel } from '../../../storage/models/logged-model-store.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { requireRunWrite, requireServiceToken, requireWorkspaceRead } from '../../access/permissions.js';
import { pathPart, workspaceOf } from '../../access/request-scope.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { wireResponse } from '../../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../../service-context.js';
import { chosenId } from '../chosen-id.js';
import { type ExperimentDirectory, experimentOfId } from '../experiments/experiment-directory.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { fewObjectsOf, namedRun, queryOf, readMlflowBody, textOf } from '../mlflow-request.js';
import { randomRunName } from '../random-run-name.js';
import { findModel, isDeleted, modelToMlflow, requireModelWrite } from './logged-model.js';
import { readModelSearch, searchModels } from './search-models.js';

const modelsPath = `${mlflowApiPath}/logged-models`;

/** Models that runs log: scikit-learn's autologging makes one before it logs its metrics. Some belong to no run. */
export function addMlflowModelRoutes(app: ServiceApp, service: ServiceContext, experiments: ExperimentDirectory): void {
  app.post(modelsPath, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = sourceRun(service, request, body);
    if (run === undefined) requireServiceToken(request, 'log a model without a run');
    else requireRunWrite(service, request, run);
    const { scope } = run ?? experimentOfId(experiments, workspaceOf(request), textOf(body, 'experiment_id'));
    const chosen = chosenId(request, /^m-[0-9a-f]{32}$/);
    const made = chosen === undefined ? undefined : service.store.models.get(workspaceOf(request), chosen);
    if (made !== undefined) {
      requireModelWrite(service, request, made);
      return wireResponse({ model: modelToMlflow(service.store.models, made) });
    }
    const modelId = chosen ?? `m-${randomUUID().replaceAll('-', '')}`;
    const name = nameOf(body) ?? randomRunName();
    const record = new Map<string, JsonValue>([
      ['name', name],
      ['folder', await folderFor(service, run, name, modelId)],
      ['model_type', textOf(body, 'model_type') ?? ''],
      ['status', 'LOGGED_MODEL_PENDING'],
      ['created', service.now().getTime()],
      ['tags', textsByKey(fewObjectsOf(body, 'tags'))],
      ['params', textsByKey(fewObjectsOf(body, 'params'))],
    ]);
    return save(service, { modelId, scope, runId: run?.runId, record });
  });

  app.post(`${modelsPath}/search`, async (request) => {
    const body = await readMlflowBody(service, request);
    const search = readModelSearch(body, service.limits.runsPerPage);
    const scopes = experiments.byIds(workspaceOf(request), search.experimentIds);
    const page = searchModels(service.store.models, scopes, search);
    return wireResponse({
      models: page.models.map((model) => modelToMlflow(service.store.models, model)),
      next_page_token: page.next,
    });
  });

  app.get(`${modelsPath}/:model`, (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    const [id, workspace] = [pathPart(request, 'model'), workspaceOf(request)];
    const isAnyTaken = textOf(queryOf(request), 'allow_deleted') === 'true';
    const model =
      (isAnyTaken ? service.store.models.get(workspace, id) : undefined) ?? findModel(service, workspace, id);
    return wireResponse({ model: modelToMlflow(service.store.models, model) });
  });

  app.patch(`${modelsPath}/:model`, async (request) => {
    const body = await readMlflowBody(service, request);
    const status = textOf(body, 'status');
    return change(service, request, () => (status === undefined ? [] : [['status', status]]));
  });

  app.delete(`${modelsPath}/:model`, (request) => change(service, request, () => [['deleted', true]]));

  for (const [method, field] of [
    ['PATCH', 'tags'],
    ['POST', 'params'],
  ] as const) {
    app.on(method, `${modelsPath}/:model/${field}`, async (request) => {
      const body = await readMlflowBody(service, request);
      const texts = textsByKey(fewObjectsOf(body, field));
      return change(service, request, ({ record }) => [[field, new Map([...textsIn(record, field), ...texts])]]);
    });
  }

  app.delete(`${modelsPath}/:model/tags/:tag`, (request) => {
    const tag = pathPart(request, 'tag');
    return change(service, request, ({ modelId, record }) => {
      const tags = new Map(textsIn(record, 'tags'));
      if (!tags.delete(tag)) throw new RequestRefusal(404, `No tag with key '${tag}' of model '${modelId}'.`);
      return [['tags', tags]];
    });
  });
}

/** The run that a model is of: the one that it names, else the trial that asks. */
function sourceRun(service: ServiceContext, request: RequestContext, body: JsonObject): StoredRun | undefined {
  const principal = request.get('principal');
  const runId = textOf(body, 'source_run_id') ?? (principal.kind === 'run' ? principal.key.runId : undefined);
  return runId === undefined ? undefined : namedRun(service, request, runId);
}

/** @throws RequestRefusal with 400 where MLflow takes no such name */
function nameOf(body: JsonObject): string | undefined {
  const name = textOf(body, 'name');
  if (name === undefined || (name.length <= 500 && !/[/:.%"']/.test(name))) return name;
  throw new RequestRefusal(400, `Invalid model name ${JSON.stringify(name.slice(0, 40))}: it contains / : . % " or '.`);
}

/** A folder of the run that neither another model nor other files are in. */
async function folderFor(
  { store, files }: ServiceContext,
  run: StoredRun | undefined,
  name: string,
  modelId: string,
): Promise<string> {
  if (run === undefined || !/^[\w-][\w. -]{0,99}$/.test(name)) return modelId;
  const isTaken =
    store.models.ofRun(run).some(({ record }) => record.get('folder') === name) ||
    (await files.list(run, name)).length > 0;
  return isTaken ? modelId : name;
}

/** Changes fields of the model that the path names. */
function change(
  service: ServiceContext,
  request: RequestContext,
  changes: (model: StoredModel) => readonly (readonly [string, JsonValue])[],
): Response {
  const workspace = workspaceOf(request);
  requireWorkspaceRead(request, workspace);
  const model = findModel(service, workspace, pathPart(request, 'model'));
  requireModelWrite(service, request, model);
  const record = new Map([...model.record, ...changes(model), ['updated', service.now().getTime()] as const]);
  return save(service, { ...model, record });
}

function save({ store }: ServiceContext, model: StoredModel): Response {
  store.models.save(model);
  return wireResponse(isDeleted(model) ? {} : { model: modelToMlflow(store.models, model) });
}

function textsByKey(entries: readonly JsonObject[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => [textOf(entry, 'key') ?? '', textOf(entry, 'value') ?? '']));
}

function textsIn(record: JsonObject, field: string): JsonObject {
  const texts = record.get(field);
  return isJsonObject(texts) ? texts : new Map();
}
