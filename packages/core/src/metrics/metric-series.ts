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
 * `pruned` and `infeasible` are about the trial and not about what it logged: the search that chose it gave it up, or its
 * constraints rule it out.
 */
export type MissingMetricReason = 'not-logged' | 'not-a-number' | 'unreadable' | 'pruned' | 'infeasible';

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
  const values: UsableValue[] = [];
  if (metric?.kind !== 'scalar') return values;
  for (const [index, point] of metric.points.entries()) {
    const value = usableValue(point);
    if (value !== undefined) values.push({ value, index, point });
  }
  return values;
}

function usableValue({ value }: MetricPoint): number | undefined {
  if (typeof value === 'bigint') return Number(value);
  return typeof value === 'number' && !Number.isNaN(value) ? value : undefined;
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
  if (scope === 'average') return readAverage(metric);
  const points = metric?.kind === 'scalar' ? metric.points : [];
  let best: number | undefined;
  let index = -1;
  for (let at = 0; at < points.length; at += 1) {
    const point = points[at];
    const value = point && usableValue(point);
    if (value === undefined) continue;
    if (best !== undefined && scope === 'best' && compareByGoal(goal, value, best) >= 0) continue;
    best = value;
    index = at;
  }
  if (best === undefined) return missing(metric);
  return { kind: 'value', value: best, origin: { index, step: points[index]?.step, time: points[index]?.time } };
}

function missing(metric: Metric | undefined): MetricReading {
  return { kind: 'missing', reason: metric === undefined ? 'not-logged' : 'not-a-number' };
}

function readAverage(metric: Metric | undefined): MetricReading {
  const values = usableValues(metric);
  if (values.length === 0) return missing(metric);
  const sum = createExactSum();
  for (const { value } of values) sum.add(value);
  const mean = sum.mean();
  // Infinities of both signs have no mean.
  return mean === undefined
    ? { kind: 'missing', reason: 'not-a-number' }
    : { kind: 'value', value: mean.value, origin: undefined };
}
