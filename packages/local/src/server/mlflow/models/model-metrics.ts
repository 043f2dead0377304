import { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import type { IdentifiedRecord, LoggedModelStore } from '../../../storage/models/logged-model-store.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { workspaceOf } from '../../access/request-scope.js';
import type { RequestContext, ServiceContext } from '../../service-context.js';
import { keyOf, numberOf, textOf } from '../mlflow-request.js';
import { findModel, requireModelWrite } from './logged-model.js';

/** Metrics may be of a model besides. @throws RequestRefusal with 404 where there is none, 403 where it is another's */
export function requireLoggedModels(
  service: ServiceContext,
  request: RequestContext,
  { metrics = [] }: { readonly metrics?: readonly JsonObject[] | undefined },
): void {
  const ids = new Set(metrics.flatMap((metric) => textOf(metric, 'model_id') ?? []));
  for (const id of ids) requireModelWrite(service, request, findModel(service, workspaceOf(request), id));
}

/** Keeps with their models the metrics that name one. */
export function keepModelMetrics(
  models: LoggedModelStore,
  run: StoredRun,
  metrics: readonly JsonObject[],
  now: Date,
): void {
  const byModel = new Map<string, IdentifiedRecord[]>();
  for (const metric of metrics) {
    const modelId = textOf(metric, 'model_id');
    if (modelId === undefined) continue;
    const fields: [string, JsonValue | undefined][] = [
      ['key', keyOf(metric)],
      ['value', numberOf(metric, 'value') ?? 0],
      ['timestamp', numberOf(metric, 'timestamp') ?? now.getTime()],
      ['step', numberOf(metric, 'step') ?? 0],
      ['dataset_name', textOf(metric, 'dataset_name')],
      ['dataset_digest', textOf(metric, 'dataset_digest')],
      ['model_id', modelId],
      ['run_id', run.runId],
    ];
    const record = new Map(
      fields.flatMap(([name, value]): [string, JsonValue][] => (value === undefined ? [] : [[name, value]])),
    );
    const ofModel = byModel.get(modelId) ?? [];
    ofModel.push({ identity: writeJson(record), record });
    byModel.set(modelId, ofModel);
  }
  for (const [modelId, records] of byModel) models.addMetrics({ scope: run.scope, modelId }, run, records);
}
