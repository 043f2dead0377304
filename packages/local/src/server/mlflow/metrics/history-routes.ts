import type { WireRecord } from '@hyperdrive-run/transport/wire';
import type { RunKey } from '../../../storage/run-key.js';
import type { RunStore } from '../../../storage/run-store.js';
import { requireWorkspaceRead } from '../../access/permissions.js';
import { workspaceOf } from '../../access/request-scope.js';
import { listResponse, textResponse } from '../../http/list-response.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import type { ServiceApp, ServiceContext } from '../../service-context.js';
import { checkKey } from '../mlflow-names.js';
import { mlflowApiPath, mlflowTrackingPath } from '../mlflow-paths.js';
import { namedRun, numberOf, pageSizeOf, queryOf, textOf } from '../mlflow-request.js';
import { nameInRun } from '../runs/names-of-run.js';
import { type MlflowMetric, toMlflowMetric } from './metric-points.js';

/** How many values the bulk call returns in all, and about how many runs: as MLflow, which cuts without a word. */
const mostInBulk = 25_000;
const mostRuns = 100;

interface History {
  /** Read from the store as they are taken; `undefined` where others may get their turn. */
  readonly metrics: Iterable<(MlflowMetric & WireRecord) | undefined>;
  /** How many rows come before the next page, where there may be one; to be asked once all are taken. */
  readonly next: () => number | undefined;
}

/** All values of a metric, of one run or of many, by their time and step, as MLflow has them. */
export function addMlflowHistoryRoutes(app: ServiceApp, service: ServiceContext): void {
  app.get(`${mlflowApiPath}/metrics/get-history`, (request) => {
    const query = queryOf(request);
    const run = namedRun(service, request, textOf(query, 'run_id') ?? textOf(query, 'run_uuid'));
    const asked = numberOf(query, 'max_results');
    // Without max_results clients read one page and no further.
    const limit = asked === undefined ? undefined : pageSizeOf(asked, mostInBulk);
    const offset = Number(textOf(query, 'page_token') ?? 0);
    if (!Number.isSafeInteger(offset) || offset < 0) throw new RequestRefusal(400, "Invalid value for 'page_token'.");
    const history = readHistory(service.store, run, requiredMetric(textOf(query, 'metric_key')), { offset, limit });
    return listResponse({
      name: 'metrics',
      items: history.metrics,
      after: () => {
        const next = history.next();
        return { next_page_token: next === undefined ? undefined : String(next) };
      },
    });
  });

  app.get(`${mlflowTrackingPath}/ajax-api/2.0/mlflow/metrics/get-history-bulk`, (request) => {
    const workspace = workspaceOf(request);
    requireWorkspaceRead(request, workspace);
    const runIds = request.req.queries('run_id') ?? [];
    if (runIds.length === 0 || runIds.length > mostRuns) {
      throw new RequestRefusal(400, `GetMetricHistoryBulk request must specify from 1 to ${mostRuns} run_id values.`);
    }
    const query = queryOf(request);
    const name = requiredMetric(textOf(query, 'metric_key'));
    const limit = pageSizeOf(numberOf(query, 'max_results'), mostInBulk);
    return textResponse(function* () {
      let count = 0;
      yield '{"metrics": [';
      for (const runId of runIds) {
        if (count >= limit) break;
        const { metrics } = readHistory(service.store, { scope: workspace, runId }, name, { limit: limit - count });
        for (const metric of metrics) {
          if (metric === undefined) {
            yield '';
            continue;
          }
          yield (count === 0 ? '' : ', ') + bareJson(runId, metric);
          count += 1;
        }
      }
      yield ']}';
    });
  });
}

function requiredMetric(name: string | undefined): string {
  if (name === undefined) throw new RequestRefusal(400, "Missing value for required parameter 'metric_key'.");
  return checkKey(name);
}

/** Nothing for a run that does not exist. */
function readHistory(
  store: RunStore,
  run: RunKey,
  key: string,
  { offset = 0, limit }: { readonly offset?: number; readonly limit: number | undefined },
): History {
  const stored = store.getRun(run);
  const name = stored === undefined ? key : nameInRun(store, stored, key);
  const metric = stored === undefined ? undefined : store.getMetric(run, name);
  if (metric === undefined) return { metrics: [], next: () => undefined };
  const most = limit ?? Number.MAX_SAFE_INTEGER;
  let count = 0;
  const metrics = function* (): Iterable<(MlflowMetric & WireRecord) | undefined> {
    for (const row of store.readMetricRowsByTime(run, name, { offset, limit: most })) {
      if (row !== undefined) count += 1;
      const point = row && toMlflowMetric(metric, row);
      yield point && { ...point, key };
    }
  };
  return { metrics: metrics(), next: () => (count >= most ? offset + count : undefined) };
}

/** This one call of MLflow's writes NaN and the infinities bare, as Python's JSON has them. */
function bareJson(runId: string, { key, value, timestamp, step }: MlflowMetric): string {
  const text = Number.isFinite(value) ? JSON.stringify(value) : String(value);
  return `{"key": ${JSON.stringify(key)}, "value": ${text}, "timestamp": ${timestamp}, "step": ${step}, "run_id": ${JSON.stringify(runId)}}`;
}
