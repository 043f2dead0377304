import { isJsonObject, type JsonObject } from '@hyperdrive-run/core/json';
import type { LoggedModelStore, StoredModel } from '../../../storage/models/logged-model-store.js';
import type { ExperimentScope } from '../../../storage/run-key.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { fewObjectsOf, numberOf, pageSizeOf, textOf, textsOf } from '../mlflow-request.js';
import { comparedAs, compareForOrder, fulfils, requireComparable } from '../search/compare-values.js';
import {
  type MlflowCondition,
  type MlflowField,
  parseMlflowFilter,
  parseMlflowOrder,
} from '../search/parse-mlflow-filter.js';
import { isDeleted } from './logged-model.js';

/** How many models are returned where nobody says how many, as in MLflow. */
const usualPageSize = 100;

const mostOrders = 200;

/** A search of `logged-models/search`. */
export interface ModelSearch {
  readonly experimentIds: readonly string[];
  readonly conditions: readonly MlflowCondition[];
  readonly orders: readonly ModelOrder[];
  /** Metrics count only where they are about one of these; any, where there are none. */
  readonly datasets: readonly Dataset[];
  readonly first: number;
  readonly pageSize: number;
}

interface ModelOrder {
  readonly field: MlflowField;
  readonly isDescending: boolean;
  readonly dataset: Dataset | undefined;
}

interface Dataset {
  readonly name: string;
  readonly digest: string | undefined;
}

type ReadAttribute = (model: StoredModel) => string | number | undefined;

const created: ReadAttribute = ({ record }) => numberIn(record, 'created');
const updated: ReadAttribute = ({ record }) => numberIn(record, 'updated') ?? numberIn(record, 'created');
const attributes: ReadonlyMap<string, ReadAttribute> = new Map<string, ReadAttribute>([
  ['name', ({ record }) => textIn(record, 'name')],
  ['model_id', ({ modelId }) => modelId],
  ['model_type', ({ record }) => textIn(record, 'model_type')],
  ['status', ({ record }) => textIn(record, 'status')],
  ['source_run_id', ({ runId }) => runId],
  ['experiment_id', ({ scope }) => experimentIdOf(scope)],
  ...['creation_time', 'creation_timestamp', 'creation_timestamp_ms'].map((key) => [key, created] as const),
  ...['last_updated_timestamp', 'last_updated_timestamp_ms'].map((key) => [key, updated] as const),
]);
const timePattern = /^(?:creation|last_updated)_time/;

/** @throws RequestRefusal with 400 */
export function readModelSearch(body: JsonObject, mostOnPage: number): ModelSearch {
  const conditions = parseMlflowFilter(textOf(body, 'filter') ?? '');
  for (const condition of conditions) {
    const { kind, key } = condition;
    if (kind === 'dataset' || (kind === 'attribute' && !attributes.has(key))) throw noSuchField(condition);
    const isNumber = kind === 'metric' || (kind === 'attribute' && timePattern.test(key));
    requireComparable(condition, isNumber ? comparedAs.number : comparedAs.id);
  }
  const orders = fewObjectsOf(body, 'order_by').map((order): ModelOrder => {
    const { field } = parseMlflowOrder(textOf(order, 'field_name') ?? '');
    if (field.kind !== 'metric' && !(field.kind === 'attribute' && attributes.has(field.key))) throw noSuchField(field);
    return { field, isDescending: order.get('ascending') === false, dataset: datasetOf(order) };
  });
  if (orders.length > mostOrders) throw new RequestRefusal(400, `An order may contain ${mostOrders} fields at most.`);
  const datasets = fewObjectsOf(body, 'datasets').map((dataset) => {
    const found = datasetOf(dataset);
    if (found === undefined) throw new RequestRefusal(400, "Each of the 'datasets' needs a dataset_name.");
    return found;
  });
  const first = Number(textOf(body, 'page_token') ?? 0);
  if (!Number.isSafeInteger(first) || first < 0) throw new RequestRefusal(400, "Invalid value for 'page_token'.");
  const asked = numberOf(body, 'max_results');
  const pageSize = pageSizeOf(asked === 0 ? undefined : (asked ?? usualPageSize), mostOnPage);
  return { experimentIds: textsOf(body, 'experiment_ids'), conditions, orders, datasets, first, pageSize };
}

/** The models of some experiments that fit, in the order that is asked for; the last logged first where none is. */
export function searchModels(
  models: Pick<LoggedModelStore, 'ofExperiment' | 'metricsOf'>,
  scopes: readonly ExperimentScope[],
  { conditions, orders, datasets, first, pageSize }: ModelSearch,
): { readonly models: readonly StoredModel[]; readonly next: string | undefined } {
  const byName = new Map(scopes.map((scope) => [scope.experimentName, scope]));
  const all = [...byName.values()].flatMap((scope) => models.ofExperiment(scope)).filter((model) => !isDeleted(model));
  const metricsOf = (model: StoredModel, about: readonly Dataset[]): readonly JsonObject[] =>
    models.metricsOf(model).filter((metric) => about.length === 0 || about.some((dataset) => isAbout(metric, dataset)));
  const isFound = (model: StoredModel): boolean => {
    const fits = conditions.every((condition) => {
      if (condition.kind !== 'metric') return fulfils(valueOf(model, condition), condition);
      return metricsOf(model, datasets).some(
        (metric) => metric.get('key') === condition.key && fulfils(numberIn(metric, 'value'), condition),
      );
    });
    return fits && (datasets.length === 0 || metricsOf(model, datasets).length > 0);
  };
  const found = all.filter(isFound).map((model) => ({
    model,
    keys: orders.map(({ field, dataset }) =>
      field.kind === 'metric'
        ? latestOf(metricsOf(model, dataset === undefined ? [] : [dataset]), field.key)
        : valueOf(model, field),
    ),
  }));
  const sorted = found.toReversed().toSorted((a, b) => {
    for (const [index, { isDescending }] of orders.entries()) {
      const sign = compareForOrder(a.keys[index], b.keys[index], isDescending);
      if (sign !== 0) return sign;
    }
    return compareForOrder(created(a.model), created(b.model), true);
  });
  const end = first + pageSize;
  const page = sorted.slice(first, end).map(({ model }) => model);
  return { models: page, next: end < sorted.length ? String(end) : undefined };
}

function valueOf(model: StoredModel, { kind, key }: MlflowField): string | number | undefined {
  if (kind === 'attribute') return attributes.get(key)?.(model);
  const texts = model.record.get(kind === 'tag' ? 'tags' : 'params');
  return isJsonObject(texts) ? textIn(texts, key) : undefined;
}

/** As MLflow orders by a metric: the value of the last time, then the last step. */
function latestOf(metrics: readonly JsonObject[], key: string): number | undefined {
  const ofKey = metrics.filter((metric) => metric.get('key') === key);
  const rank = (metric: JsonObject, name: string): number => numberIn(metric, name) ?? 0;
  const latest = ofKey.toSorted(
    (a, b) => rank(b, 'timestamp') - rank(a, 'timestamp') || rank(b, 'step') - rank(a, 'step'),
  )[0];
  return latest === undefined ? undefined : numberIn(latest, 'value');
}

function isAbout(metric: JsonObject, { name, digest }: Dataset): boolean {
  return metric.get('dataset_name') === name && (digest === undefined || metric.get('dataset_digest') === digest);
}

function datasetOf(body: JsonObject): Dataset | undefined {
  const name = textOf(body, 'dataset_name');
  return name === undefined ? undefined : { name, digest: textOf(body, 'dataset_digest') };
}

function noSuchField({ kind, key }: MlflowField): RequestRefusal {
  return new RequestRefusal(400, `Invalid field of a model: ${kind} '${key}'.`);
}

function textIn(record: JsonObject, name: string): string | undefined {
  const value = record.get(name);
  return typeof value === 'string' ? value : undefined;
}

function numberIn(record: JsonObject, name: string): number | undefined {
  const value = record.get(name);
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' ? value : undefined;
}
