import type { StoredMetric } from './stored-metric.js';

/**
 * Where SQLite finds the values of a metric in its rows.
 * - `column`: in the column that is called as the metric; `readsText` where texts in it may be numbers
 * - `any`: nobody knows without the rule that reads them
 * - `none`: a table, an image: nothing of it is a value
 */
export type MetricColumn =
  | { readonly kind: 'column'; readonly readsText: boolean }
  | { readonly kind: 'any' }
  | { readonly kind: 'none' };

const seriesTypes = ['azureml.v1.scalar', 'azureml.v1.list'];

export function metricColumn({ name, metricType, columns }: StoredMetric): MetricColumn {
  if (!seriesTypes.includes(metricType)) return { kind: 'none' };
  const type = columns.get(name);
  if (type === undefined || columnPath(name) === undefined) return { kind: 'any' };
  return { kind: 'column', readsText: ['double', 'float'].includes(type.toLowerCase()) };
}

/** The column in SQLite's paths, `undefined` for a name that a path cannot contain. */
export function columnPath(name: string): string | undefined {
  return /^[^"\\\p{C}]*$/u.test(name) ? `$."${name}"` : undefined;
}

/**
 * How far a number may be from the extreme and still be the best one: SQLite reads decimals to within some units in the last
 * place, and the very small and the very large less exactly. What is that close is handed to the rule, which has all digits.
 */
export const nearExtreme = {
  maximize: 'value >= min(extreme, 1.79e308) - abs(min(extreme, 1.79e308)) * 1e-15 - 1e-300',
  minimize: 'value <= max(extreme, -1.79e308) + abs(max(extreme, -1.79e308)) * 1e-15 + 1e-300',
} as const;
