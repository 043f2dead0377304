import { mlflowOwnTags, mlflowTags, type WireRecord } from '@hyperdrive-run/transport/wire';
import type { ExperimentScope } from '../../../storage/run-key.js';
import type { RunFilter, RunOrder, RunQuery } from '../../../storage/runs/run-query.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { workspaceOf } from '../../access/request-scope.js';
import { listResponse } from '../../http/list-response.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { doInTurns } from '../../http/turns.js';
import type { ServiceApp, ServiceContext } from '../../service-context.js';
import type { ExperimentDirectory } from '../experiments/experiment-directory.js';
import { latestPoint } from '../metrics/metric-points.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { numberOf, pageSizeOf, readMlflowBody, textOf, textsOf } from '../mlflow-request.js';
import { datasetFieldsOf } from '../runs/run-inputs.js';
import { runToMlflow } from '../runs/run-to-mlflow.js';
import { compareForOrder } from './compare-values.js';
import { fieldOf, type MatchedRun, matchesCondition, requireCondition, requireField } from './match-mlflow-filter.js';
import { type MlflowCondition, type MlflowField, parseMlflowFilter, parseMlflowOrders } from './parse-mlflow-filter.js';

/** A page of what a search finds. */
interface FoundPage {
  readonly runs: readonly StoredRun[];
  readonly next: string | undefined;
}

type Order = ReturnType<typeof parseMlflowOrders>[number];

/** Runs that are read from the store at once: some hundredths of a second. */
const runsAtOnce = 100;

/**
 * Finding runs. In the order of their start the listing is that of the store: each run once, however many are added
 * meanwhile. In another order all that match are read and sorted.
 */
export function addMlflowSearchRoutes(
  app: ServiceApp,
  service: ServiceContext,
  experiments: ExperimentDirectory,
): void {
  app.post(`${mlflowApiPath}/runs/search`, async (request) => {
    const body = await readMlflowBody(service, request);
    const conditions = parseMlflowFilter(textOf(body, 'filter') ?? '');
    for (const condition of conditions) requireCondition(condition);
    const orders = parseMlflowOrders(textsOf(body, 'order_by'));
    for (const { field } of orders) requireField(field);
    const view = textOf(body, 'run_view_type') ?? 'ACTIVE_ONLY';
    const workspace = workspaceOf(request);
    const scopes = experiments.byIds(workspace, textsOf(body, 'experiment_ids'));
    const names = new Set(scopes.map(({ experimentName }) => experimentName));
    const metrics = metricsOf(conditions);
    const isFound = function* (run: StoredRun): Generator<undefined, boolean> {
      if (view !== 'ALL' && run.hidden !== (view === 'DELETED_ONLY')) return false;
      if (!names.has(run.scope.experimentName)) return false;
      const subject = yield* matched(service, run, metrics);
      return conditions.every((condition) => matchesCondition(condition, subject));
    };
    const pageSize = pageSizeOf(numberOf(body, 'max_results'), service.limits.runsPerPage);
    const query = { ...narrowed(scopes, conditions), pageSize, continuationToken: textOf(body, 'page_token') };
    const page =
      scopes.length === 0
        ? { runs: [], next: undefined }
        : await doInTurns(search(service, { query, orders, isFound }));
    const items = function* (): Iterable<WireRecord | undefined> {
      for (const run of page.runs) yield yield* runToMlflow(service.store, run);
    };
    return listResponse({ name: 'runs', items: items(), after: () => ({ next_page_token: page.next }) });
  });
}

/** The part of a search that the store does: one experiment, one parent. */
function narrowed(
  scopes: readonly ExperimentScope[],
  conditions: readonly MlflowCondition[],
): Pick<RunQuery, 'scope' | 'parentRunId' | 'filter'> {
  const [first = { subscriptionId: '', resourceGroup: '', workspaceName: '', experimentName: '' }] = scopes;
  const { experimentName: _, ...workspace } = first;
  const parent = conditions.find(
    ({ kind, key, operator }) => kind === 'tag' && key === mlflowTags.parentRunId && operator === '=',
  );
  const [parentRunId] = parent?.values ?? [];
  const names = new Set(scopes.map((scope) => experimentIdOf(scope)));
  return {
    scope: names.size === 1 ? first : workspace,
    parentRunId: typeof parentRunId === 'string' ? parentRunId : undefined,
    filter: filterOfTags(conditions),
  };
}

/** Tags that must be equal to something; those that MLflow alone has as tags are looked at afterwards. */
function filterOfTags(conditions: readonly MlflowCondition[]): RunFilter | undefined {
  const of = conditions.flatMap(({ kind, key, operator, values: [value] }): RunFilter[] => {
    const isKept = kind === 'tag' && !key.startsWith('mlflow.') && !key.startsWith(mlflowOwnTags.propertyPrefix);
    if (!isKept || operator !== '=' || typeof value !== 'string') return [];
    return [{ kind: 'compare', field: { kind: 'tag', name: key }, operator: 'eq', value }];
  });
  return of.length === 0 ? undefined : { kind: 'and', of };
}

interface Search {
  readonly query: RunQuery;
  readonly orders: readonly Order[];
  readonly isFound: (run: StoredRun) => Generator<undefined, boolean>;
}

/** Runs are looked at in slices, between which other requests get their turn. */
function* search(service: ServiceContext, { query, orders, isFound }: Search): Generator<undefined, FoundPage> {
  const order = orderOfStore(orders);
  if (order === undefined) return yield* searchSorted(service, { query, orders, isFound });
  const runs: StoredRun[] = [];
  let token = query.continuationToken;
  do {
    const page = service.store.listRuns({
      ...query,
      order,
      continuationToken: token,
      pageSize: Math.min(query.pageSize - runs.length, runsAtOnce),
    });
    for (const run of page.runs) {
      if (yield* isFound(run)) runs.push(run);
      yield;
    }
    token = page.continuationToken;
  } while (token !== undefined && runs.length < query.pageSize);
  return { runs, next: token };
}

/** MLflow's default is the last started first. */
function orderOfStore(orders: readonly Order[]): RunOrder | undefined {
  const [first] = orders;
  if (first === undefined) return 'start-time-descending';
  if (first.field.kind !== 'attribute') return undefined;
  const direction = first.isDescending ? 'descending' : 'ascending';
  if (first.field.key === 'start_time') return `start-time-${direction}`;
  return first.field.key.toLowerCase() === 'created' ? `created-${direction}` : undefined;
}

function* searchSorted(service: ServiceContext, { query, orders, isFound }: Search): Generator<undefined, FoundPage> {
  const { continuationToken, pageSize, ...all } = query;
  const start = Number(continuationToken ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new RequestRefusal(400, "Invalid value for parameter 'page_token': it takes the one of the page before.");
  }
  const found: StoredRun[] = [];
  let token: string | undefined;
  do {
    const page = service.store.listRuns({ ...all, pageSize: runsAtOnce, continuationToken: token });
    for (const run of page.runs) {
      if (yield* isFound(run)) found.push(run);
      yield;
    }
    token = page.continuationToken;
  } while (token !== undefined);
  const keys = new Map<number, readonly (string | number | undefined)[]>();
  const metrics = metricsOf(orders.map(({ field }) => field));
  for (const run of found) {
    const subject = yield* matched(service, run, metrics);
    keys.set(
      run.sequence,
      orders.map(({ field }) => fieldOf(field, subject)),
    );
    yield;
  }
  const sorted = found.toSorted((a, b) => {
    for (const [index, { isDescending }] of orders.entries()) {
      const sign = compareForOrder(keys.get(a.sequence)?.[index], keys.get(b.sequence)?.[index], isDescending);
      if (sign !== 0) return sign;
    }
    return 0;
  });
  const end = start + pageSize;
  return { runs: sorted.slice(start, end), next: end < sorted.length ? String(end) : undefined };
}

/** The metrics that something asks for. */
function metricsOf(fields: readonly MlflowField[]): readonly string[] {
  return fields.filter(({ kind }) => kind === 'metric').map(({ key }) => key);
}

/** What is known of a run, with the latest values of some metrics. */
function* matched(
  { store }: ServiceContext,
  run: StoredRun,
  metrics: readonly string[],
): Generator<undefined, MatchedRun> {
  const values = new Map<string, number>();
  for (const name of metrics) {
    const metric = store.getMetric(run, name);
    const point = metric === undefined ? undefined : yield* latestPoint(store, run, metric);
    if (point !== undefined) values.set(name, point.value);
  }
  return { run, metric: (name) => values.get(name), datasets: () => datasetFieldsOf(store.models, run) };
}
