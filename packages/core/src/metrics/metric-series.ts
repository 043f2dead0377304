import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { createExactSum } from './exact-mean.js';
import type { Metric, MetricPoint } from './metric.js';

/**
 * Which of a child's logged values stands for the child: the extreme under the goal (`best`, the rule of the Python
 * class and the default), the last usable one, or the mean of all usable ones, as their decimals have it.
 */
export type MetricScope = 'best' | 'last' | 'average';

/**
 * Why a child has no primary metric. `unreadable` is no statement about the child: its metrics could not be fetched.
 * `pruned` is one about the trial and not about what it logged: the search that chose it gave it up.
 */
export type MissingMetricReason = 'not-logged' | 'not-a-number' | 'unreadable' | 'pruned';

/** Where among the logged values the one that counts was found. */
export interface MetricOrigin {
  /** The position among all values of the metric, from 0, in commit order. */
  readonly index: number;
  readonly step?: number | undefined;
  readonly time?: Date | undefined;
}

/** What a metric says of its child: one value, or why there is none. */
export type MetricReading =
  | { readonly kind: 'value'; readonly value: number; readonly origin: MetricOrigin | undefined }
  | { readonly kind: 'missing'; readonly reason: MissingMetricReason };

/** A logged value that can be ranked. */
export interface UsableValue {
  readonly value: number;
  readonly index: number;
  readonly point: MetricPoint;
}

/**
 * The values of a metric that can be ranked, in commit order. NaN, booleans, text, tables and artifacts are none;
 * infinities are. An integer beyond 2^53 counts as its nearest double.
 */
export function usableValues(metric: Metric | undefined): UsableValue[] {
  if (metric?.kind !== 'scalar') return [];
  return metric.points.flatMap((point, index) => {
    const value = typeof point.value === 'bigint' ? Number(point.value) : point.value;
    return typeof value === 'number' && !Number.isNaN(value) ? [{ value, index, point }] : [];
  });
}

/**
 * Reads the one value that stands for a child.
 * @param metric what the child logged under the metric's name, `undefined` where it logged nothing
 * @example
 * readMetric(accuracy, 'maximize') // { kind: 'value', value: 0.97, origin: { index: 12, step: 12, ... } }
 */
export function readMetric(
  metric: Metric | undefined,
  goal: PrimaryMetricGoal,
  scope: MetricScope = 'best',
): MetricReading {
  const values = usableValues(metric);
  const [first] = values;
  if (first === undefined) return { kind: 'missing', reason: metric === undefined ? 'not-logged' : 'not-a-number' };
  if (scope === 'average') {
    const sum = createExactSum();
    for (const { value } of values) sum.add(value);
    const mean = sum.mean();
    // Infinities of both signs have no mean.
    return mean === undefined
      ? { kind: 'missing', reason: 'not-a-number' }
      : { kind: 'value', value: mean.value, origin: undefined };
  }
  const chosen = values.reduce((best, next) => {
    const isBetter = scope === 'last' || compareByGoal(goal, next.value, best.value) < 0;
    return isBetter ? next : best;
  }, first);
  const { step, time } = chosen.point;
  return { kind: 'value', value: chosen.value, origin: { index: chosen.index, step, time } };
}
