import type { StoredExperiment } from '../../../storage/experiments/experiment-store.js';
import { experimentIdOf } from '../../../storage/scope-ids.js';
import { RequestRefusal } from '../../http/request-refusal.js';
import { comparedAs, compareForOrder, fulfils, requireComparable } from '../search/compare-values.js';
import {
  type MlflowField,
  parseMlflowFilter,
  parseMlflowOrder,
  parseMlflowOrders,
} from '../search/parse-mlflow-filter.js';

const numeric: ReadonlySet<string> = new Set(['creation_time', 'last_update_time']);
const attributes: ReadonlySet<string> = new Set(['name', 'experiment_id', ...numeric]);

/**
 * The experiments that fit a filter, in an order; without one the last made first.
 * @throws RequestRefusal with 400
 */
export function searchExperiments(
  experiments: readonly StoredExperiment[],
  filter: string,
  orderBy: readonly string[],
): readonly StoredExperiment[] {
  const conditions = parseMlflowFilter(filter);
  for (const condition of conditions) {
    requireField(condition);
    if (condition.kind === 'tag') requireComparable(condition, comparedAs.named);
    else if (numeric.has(condition.key)) requireComparable(condition, comparedAs.number);
    else requireComparable(condition, condition.key === 'experiment_id' ? comparedAs.id : comparedAs.text);
  }
  const orders = parseMlflowOrders(orderBy);
  for (const { field } of orders) {
    requireField(field);
    if (field.kind === 'tag') throw new RequestRefusal(400, `Invalid order_by entity: ${field.kind}`);
  }
  const found = experiments.filter((experiment) =>
    conditions.every((condition) => fulfils(valueOf(experiment, condition), condition)),
  );
  // Of experiments at the same place the last made comes first.
  return found.toReversed().toSorted((a, b) => {
    for (const { field, isDescending } of orders.length > 0 ? orders : lastMadeFirst) {
      const sign = compareForOrder(valueOf(a, field), valueOf(b, field), isDescending);
      if (sign !== 0) return sign;
    }
    return 0;
  });
}

const lastMadeFirst = [parseMlflowOrder('creation_time DESC')];

function requireField({ kind, key }: MlflowField): void {
  if (kind === 'tag' || (kind === 'attribute' && attributes.has(key))) return;
  throw new RequestRefusal(400, `Invalid ${kind} '${key}': experiments have tags, ${[...attributes].join(', ')}.`);
}

function valueOf(
  { scope, createdTime, tags }: StoredExperiment,
  { kind, key }: MlflowField,
): string | number | undefined {
  if (kind === 'tag') return tags.get(key);
  if (key === 'name') return scope.experimentName;
  return key === 'experiment_id' ? experimentIdOf(scope) : createdTime.getTime();
}
