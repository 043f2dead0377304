import type { JsonObject } from '@hyperdrive-run/core/json';
import { RequestRefusal } from '../../http/request-refusal.js';
import { wireResponse } from '../../http/wire-response.js';
import type { RequestContext, ServiceApp, ServiceContext } from '../../service-context.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { activeRun, keyOf, objectsOf, readMlflowBody } from '../mlflow-request.js';
import { requireLoggedModels } from '../models/model-metrics.js';
import { nameInRun } from '../runs/names-of-run.js';
import { logInputs, logOutputs } from '../runs/run-inputs.js';
import { type LogEntries, logEntries } from './log-entries.js';

/** How much one batch may contain, as in MLflow. */
const mostOfBatch = { metrics: 1000, params: 100, tags: 100 } as const;
const mostInAll = 1000;

/** Logging: metrics, params, tags, one by one and in batches. */
export function addMlflowLogRoutes(app: ServiceApp, service: ServiceContext): void {
  for (const [call, kind] of [
    ['log-metric', 'metrics'],
    ['log-parameter', 'params'],
    ['set-tag', 'tags'],
  ] as const) {
    app.post(`${mlflowApiPath}/runs/${call}`, async (request) => {
      const body = await readMlflowBody(service, request);
      return log(service, request, body, { [kind]: [body] });
    });
  }

  app.post(`${mlflowApiPath}/runs/log-batch`, async (request) => {
    const body = await readMlflowBody(service, request);
    const batch = {
      metrics: objectsOf(body, 'metrics'),
      params: objectsOf(body, 'params'),
      tags: objectsOf(body, 'tags'),
    };
    return log(service, request, body, batch, () => requireBatchSize(batch));
  });

  app.post(`${mlflowApiPath}/runs/delete-tag`, async (request) => {
    const body = await readMlflowBody(service, request);
    const run = activeRun(service, request, body);
    const key = nameInRun(service.store, run, keyOf(body));
    if (!run.tags.has(key)) throw new RequestRefusal(404, `No tag with name: ${key} in run with id ${run.runId}`);
    service.store.updateRun(run, { removeTags: [key] });
    return wireResponse({});
  });

  app.post(`${mlflowApiPath}/runs/log-inputs`, async (request) => {
    const body = await readMlflowBody(service, request, 'rows');
    logInputs(service.store.models, activeRun(service, request, body), body);
    return wireResponse({});
  });

  app.post(`${mlflowApiPath}/runs/outputs`, async (request) => {
    const body = await readMlflowBody(service, request, 'rows');
    logOutputs(service.store.models, activeRun(service, request, body), body);
    return wireResponse({});
  });

  // What older clients say of a model that they put among the artifacts: taken, so that scripts go on, and not kept.
  app.post(`${mlflowApiPath}/runs/log-model`, async (request) => {
    activeRun(service, request, await readMlflowBody(service, request, 'rows'));
    return wireResponse({});
  });
}

/** Stores what a call logs, with what other calls log at the same time. What it depends on is read where it is stored. */
async function log(
  service: ServiceContext,
  request: RequestContext,
  body: JsonObject,
  entries: LogEntries,
  check: () => void = () => {},
): Promise<Response> {
  const { metrics = [], params = [], tags = [] } = entries;
  const count = metrics.length + params.length + tags.length;
  const work = (): void => {
    const run = activeRun(service, request, body);
    check();
    requireLoggedModels(service, request, entries);
    logEntries(service.store, run, entries, service.now());
  };
  await service.writes.add(work, { rows: count, cells: count });
  return wireResponse({});
}

function requireBatchSize(batch: Required<LogEntries>): void {
  let inAll = 0;
  for (const kind of ['metrics', 'params', 'tags'] as const) {
    const count = batch[kind]?.length ?? 0;
    inAll += count;
    if (count > mostOfBatch[kind]) throw tooMany(kind, mostOfBatch[kind], count);
  }
  if (inAll > mostInAll) throw tooMany('metrics, params, and tags', mostInAll, inAll);
}

function tooMany(what: string, most: number, count: number): RequestRefusal {
  return new RequestRefusal(400, `A batch logging request can contain at most ${most} ${what}. Got ${count} ${what}.`);
}
