import { randomUUID } from 'node:crypto';
import { isJsonObject, type JsonObject, type JsonValue, parseJson, writeJson } from '@hyperdrive-run/core';
import type { WireRecord } from '@hyperdrive-run/transport/wire';
import { experimentIdOf } from '../../storage/scope-ids.js';
import type { StoredRun } from '../../storage/stored-run.js';
import { requireRunWrite, requireWorkspaceRead } from '../permissions.js';
import { RequestRefusal } from '../request-refusal.js';
import { pathPart, workspaceOf } from '../request-scope.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../service-context.js';
import { wireAnswer } from '../wire-answer.js';
import { modelPrefix } from './mlflow-names.js';
import { mlflowApiPath } from './mlflow-paths.js';
import { namedRun, objectsOf, readMlflowBody, textOf } from './mlflow-request.js';
import { artifactUri } from './run-to-mlflow.js';

const modelsPath = `${mlflowApiPath}/logged-models`;

/** A model that a run logged: what stands in the run's property of its id. */
interface LoggedModel {
  readonly id: string;
  readonly run: StoredRun;
  readonly record: JsonObject;
}

/**
 * Models that runs log: scikit-learn's autologging makes one before it logs its metrics. A model is a property of its
 * run, and its files are the run's, in a folder of its name.
 */
export function addMlflowModelRoutes(app: ServiceApp, service: ServiceContext): void {
  app.post(modelsPath, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = sourceRun(service, request, body);
    requireRunWrite(service, request, run);
    const id = `m-${randomUUID().replaceAll('-', '')}`;
    const name = textOf(body, 'name') ?? id;
    const record = new Map<string, JsonValue>([
      ['name', name],
      ['folder', folderOf(run, name, id)],
      ['model_type', textOf(body, 'model_type') ?? ''],
      ['status', 'LOGGED_MODEL_PENDING'],
      ['created', service.now().getTime()],
      ['tags', textsByKey(objectsOf(body, 'tags'))],
      ['params', textsByKey(objectsOf(body, 'params'))],
    ]);
    return wireAnswer({ model: save(service, { id, run, record }) });
  });

  app.get(`${modelsPath}/:model`, (request) => {
    requireWorkspaceRead(request, workspaceOf(request));
    return wireAnswer({ model: toMlflow(findModel(service, request)) });
  });

  app.patch(`${modelsPath}/:model`, async (request) => {
    const body = await readMlflowBody(service, request);
    const model = writtenModel(service, request);
    const status = textOf(body, 'status') ?? model.record.get('status') ?? '';
    return wireAnswer({ model: save(service, { ...model, record: new Map([...model.record, ['status', status]]) }) });
  });

  for (const [method, field] of [
    ['PATCH', 'tags'],
    ['POST', 'params'],
  ] as const) {
    app.on(method, `${modelsPath}/:model/${field}`, async (request) => {
      const body = await readMlflowBody(service, request);
      const model = writtenModel(service, request);
      const before = model.record.get(field);
      const texts = new Map([...(isJsonObject(before) ? before : []), ...textsByKey(objectsOf(body, field))]);
      return wireAnswer({ model: save(service, { ...model, record: new Map([...model.record, [field, texts]]) }) });
    });
  }
}

/** The run that a model is of: the one that it names, else the trial that asks. */
function sourceRun(service: ServiceContext, request: RequestContext, body: JsonObject): StoredRun {
  const principal = request.get('principal');
  return namedRun(
    service,
    request,
    textOf(body, 'source_run_id') ?? (principal.kind === 'run' ? principal.key.runId : undefined),
  );
}

/** A folder that no other model of the run has. */
function folderOf(run: StoredRun, name: string, id: string): string {
  const taken = [...run.properties.keys()].some(
    (property) => property.startsWith(modelPrefix) && recordOf(run, property).get('folder') === name,
  );
  return taken || !/^[\w-][\w. -]{0,99}$/.test(name) ? id : name;
}

function findModel(service: ServiceContext, request: RequestContext): LoggedModel {
  const id = pathPart(request, 'model');
  const { runs } = service.store.listRuns({
    scope: workspaceOf(request),
    filter: {
      kind: 'compare',
      field: { kind: 'property', name: modelPrefix + id },
      operator: 'ne',
      value: null,
    },
    pageSize: 1,
  });
  const [run] = runs;
  if (run === undefined) throw new RequestRefusal(404, `Logged model with ID '${id}' not found.`);
  return { id, run, record: recordOf(run, modelPrefix + id) };
}

function writtenModel(service: ServiceContext, request: RequestContext): LoggedModel {
  const model = findModel(service, request);
  requireRunWrite(service, request, model.run);
  return model;
}

function save(service: ServiceContext, model: LoggedModel): WireRecord {
  const { id, run, record } = model;
  service.store.updateRun(run, { addProperties: new Map([[modelPrefix + id, writeJson(record)]]) });
  return toMlflow(model);
}

function toMlflow({ id, run, record }: LoggedModel): WireRecord {
  const folder = record.get('folder');
  return {
    info: {
      model_id: id,
      experiment_id: experimentIdOf(run.scope),
      name: record.get('name'),
      creation_timestamp_ms: record.get('created'),
      last_updated_timestamp_ms: record.get('created'),
      artifact_uri: artifactUri(run, typeof folder === 'string' ? folder : id),
      status: record.get('status'),
      model_type: record.get('model_type'),
      source_run_id: run.runId,
      tags: keysAndValues(record, 'tags'),
    },
    data: { params: keysAndValues(record, 'params'), metrics: [] },
  };
}

function recordOf(run: StoredRun, property: string): JsonObject {
  const value = parseJson(run.properties.get(property) ?? '{}');
  return isJsonObject(value) ? value : new Map();
}

function textsByKey(entries: readonly JsonObject[]): ReadonlyMap<string, string> {
  return new Map(entries.map((entry) => [textOf(entry, 'key') ?? '', textOf(entry, 'value') ?? '']));
}

function keysAndValues(record: JsonObject, field: string): readonly WireRecord[] {
  const texts = record.get(field);
  return isJsonObject(texts) ? [...texts].map(([key, value]) => ({ key, value })) : [];
}
