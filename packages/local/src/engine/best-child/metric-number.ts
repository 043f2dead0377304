import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';

/** Whether a row is a value of its own, logged singly or many at once, and none of a table and no artifact. */
export function isSingleValue({ metricType }: Pick<NewMetricRow, 'metricType'>): boolean {
  return metricType === 'azureml.v1.scalar' || metricType === 'azureml.v1.list';
}

/**
 * The number that a logged row adds to a scalar metric: by core's rule for values that can be ranked. NaN, text,
 * booleans, tables and artifacts are none; in a float or double column a numeric text is its number.
 */
export function metricNumberOf(
  row: Pick<NewMetricRow, 'name' | 'metricType' | 'columns' | 'data'>,
): number | undefined {
  if (!isSingleValue(row)) return undefined;
  const cell = row.data.get(row.name) ?? (row.data.size === 1 ? [...row.data.values()][0] : undefined);
  if (typeof cell === 'bigint') return Number(cell);
  if (typeof cell === 'number') return Number.isNaN(cell) ? undefined : cell;
  if (typeof cell !== 'string' || cell.trim() === '') return undefined;
  const type = row.columns.get(row.name) ?? [...row.columns.values()][0];
  const value = type === 'double' || type === 'float' ? Number(cell) : Number.NaN;
  return Number.isNaN(value) ? undefined : value;
}
