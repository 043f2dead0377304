import type { Metric } from '../metrics/metric.js';
import { usableValues } from '../metrics/metric-series.js';

/**
 * What a metric counts for the early termination policies: a number for each value that was logged, in commit order,
 * NaN where it cannot be ranked (text, a boolean, nothing). Tables and artifacts are no values.
 */
export function loggedValues(metric: Metric | undefined): number[] {
  if (metric?.kind !== 'scalar') return [];
  const values = metric.points.map(() => Number.NaN);
  for (const { index, value } of usableValues(metric)) values[index] = value;
  return values;
}
