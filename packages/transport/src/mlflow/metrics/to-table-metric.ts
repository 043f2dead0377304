import type { MetricCell, MetricColumnType, TableMetric } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { toMetricCell } from '../../wire-json/to-metric-cell.js';
import type { LoggedTableDto } from '../wire/artifact-dto.js';

/** The type of a column is not written down: it follows from what its cells have in common. */
function typeOf(cells: readonly (JsonValue | undefined)[]): MetricColumnType {
  const known = cells.filter((cell) => cell !== null && cell !== undefined);
  const are = (type: string): boolean => known.length > 0 && known.every((cell) => typeof cell === type);
  if (are('boolean')) return 'bool';
  return known.length > 0 && known.every((cell) => typeof cell === 'number' || typeof cell === 'bigint')
    ? 'double'
    : 'string';
}

/** A table as the rules know it. */
export function toTableMetric(name: string, { columns, data }: LoggedTableDto): TableMetric {
  const types = new Map(columns.map((column, at) => [column, typeOf(data.map((row) => row[at]))]));
  const rows = data.map((row) => {
    const cells = columns.map((column, at): [string, MetricCell] => [
      column,
      toMetricCell(row[at], types.get(column) ?? 'string'),
    ]);
    return { cells: new Map(cells) };
  });
  return { kind: 'table', name, columns: types, rows };
}
