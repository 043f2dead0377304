import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { LoggedModelStore, StoredModel } from '../../../storage/models/logged-model-store.js';
import type { RunKey, WorkspaceScope } from '../../../storage/run-key.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { requireRunWrite, requireServiceToken } from '../../access/permissions.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import type { RequestContext, ServiceContext } from '../../service-context.js';

/** @throws RequestRefusal with 404, also where it was deleted */
export function findModel({ store }: ServiceContext, workspace: WorkspaceScope, modelId: string): StoredModel {
  const model = store.models.get(workspace, modelId);
  if (model === undefined || isDeleted(model)) {
    throw new RequestRefusal(404, `Logged model with ID '${modelId}' not found.`);
  }
  return model;
}

/** A trial's token changes the models of its own run and of those below. @throws RequestRefusal with 403 */
export function requireModelWrite(service: ServiceContext, request: RequestContext, model: StoredModel): void {
  const { scope, runId, modelId } = model;
  if (runId === undefined) requireServiceToken(request, `write model ${modelId}`);
  else requireRunWrite(service, request, { scope, runId });
}

/** Where a model's files lie: among those of its run, in a folder of its own; of one without a run, in a place of its own. */
export function modelPlace({ scope, runId, modelId, record }: StoredModel): {
  readonly key: RunKey;
  readonly folder: string;
} {
  const folder = record.get('folder');
  return { key: { scope, runId: runId ?? modelId }, folder: typeof folder === 'string' ? folder : modelId };
}

export function isDeleted({ record }: StoredModel): boolean {
  return record.get('deleted') === true;
}

/** A model as MLflow returns it, with all of its metrics. */
export function modelToMlflow(models: LoggedModelStore, model: StoredModel): WireRecord {
  const { modelId, scope, runId, record } = model;
  const experimentId = experimentIdOf(scope);
  return {
    info: {
      model_id: modelId,
      experiment_id: experimentId,
      name: record.get('name'),
      creation_timestamp_ms: record.get('created'),
      last_updated_timestamp_ms: record.get('updated') ?? record.get('created'),
      artifact_uri: `mlflow-artifacts:/${experimentId}/models/${modelId}/artifacts`,
      status: record.get('status'),
      model_type: textOrMissing(record.get('model_type')),
      source_run_id: runId,
      tags: keysAndValues(record.get('tags')),
    },
    data: { params: keysAndValues(record.get('params')), metrics: models.metricsOf(model) },
  };
}

function textOrMissing(value: JsonValue | undefined): string | undefined {
  return typeof value === 'string' && value !== '' ? value : undefined;
}

function keysAndValues(texts: JsonValue | undefined): readonly WireRecord[] {
  return isJsonObject(texts) ? [...texts].map(([key, value]) => ({ key, value })) : [];
}
