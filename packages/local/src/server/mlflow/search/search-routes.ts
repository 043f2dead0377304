import { mlflowOwnTags, mlflowTags, type WireRecord } from '@hyperdrive-run/transport/wire';
import type { ExperimentScope } from '../../../storage/run-key.js';
import type { RunFilter, RunOrder, RunQuery } from '../../../storage/runs/run-query.js';
import type { StoredRun } from '../../../storage/runs/stored-run.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { workspaceOf } from '../../access/request-scope.js';
import { listResponse } from '../../http/list-response.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { forEachInTurns } from '../../http/turns.js';
import type { ServiceApp, ServiceContext } from '../../service-context.js';
import type { ExperimentDirectory } from '../experiments/experiment-directory.js';
import { toMlflowMetric } from '../metrics/metric-points.js';
import { mlflowApiPath } from '../mlflow-paths.js';
import { numberOf, pageSizeOf, readMlflowBody, textOf, textsOf } from '../mlflow-request.js';
import { datasetFieldsOf } from '../runs/run-inputs.js';
import { runToMlflow } from '../runs/run-to-mlflow.js';
import { compareForOrder } from './compare-values.js';
import { fieldOf, type MatchedRun, matchesCondition, requireCondition, requireField } from './match-mlflow-filter.js';
import { type MlflowCondition, parseMlflowFilter, parseMlflowOrders } from './parse-mlflow-filter.js';

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
    const isFound = (run: StoredRun): boolean =>
      (view === 'ALL' || run.hidden === (view === 'DELETED_ONLY')) &&
      names.has(run.scope.experimentName) &&
      conditions.every((condition) => matchesCondition(condition, matched(service, run)));
    const pageSize = pageSizeOf(numberOf(body, 'max_results'), service.limits.runsPerPage);
    const query = { ...narrowed(scopes, conditions), pageSize, continuationToken: textOf(body, 'page_token') };
    const page =
      scopes.length === 0 ? { runs: [], next: undefined } : await search(service, { query, orders, isFound });
    const items = function* (): Iterable<WireRecord> {
      for (const run of page.runs) yield runToMlflow(service.store, run);
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
  readonly isFound: (run: StoredRun) => boolean;
}

/** Runs are looked at in slices, between which other requests get their turn. */
async function search(service: ServiceContext, { query, orders, isFound }: Search): Promise<FoundPage> {
  const order = orderOfStore(orders);
  if (order === undefined) return searchSorted(service, { query, orders, isFound });
  const runs: StoredRun[] = [];
  let token = query.continuationToken;
  do {
    const page = service.store.listRuns({
      ...query,
      order,
      continuationToken: token,
      pageSize: Math.min(query.pageSize - runs.length, runsAtOnce),
    });
    await forEachInTurns(page.runs, (run) => void (isFound(run) && runs.push(run)));
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

async function searchSorted(service: ServiceContext, { query, orders, isFound }: Search): Promise<FoundPage> {
  const { continuationToken, pageSize, ...all } = query;
  const start = Number(continuationToken ?? 0);
  if (!Number.isSafeInteger(start) || start < 0) {
    throw new RequestRefusal(400, "Invalid value for parameter 'page_token': it takes the one of the page before.");
  }
  const found: StoredRun[] = [];
  let token: string | undefined;
  do {
    const page = service.store.listRuns({ ...all, pageSize: runsAtOnce, continuationToken: token });
    await forEachInTurns(page.runs, (run) => void (isFound(run) && found.push(run)));
    token = page.continuationToken;
  } while (token !== undefined);
  const keys = new Map<number, readonly (string | number | undefined)[]>();
  await forEachInTurns(found, (run) => {
    const subject = matched(service, run);
    keys.set(
      run.sequence,
      orders.map(({ field }) => fieldOf(field, subject)),
    );
  });
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

function matched({ store }: ServiceContext, run: StoredRun): MatchedRun {
  return {
    run,
    metric(name) {
      const metric = store.getMetric(run, name);
      const [row] = store.readMetricRows(run, name, { order: 'latest-first', limit: 1 });
      return metric === undefined || row === undefined ? undefined : toMlflowMetric(metric, row)?.value;
    },
    datasets: () => datasetFieldsOf(store.models, run),
  };
}
