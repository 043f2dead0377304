import type { MetricColumnType } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalNumberOf, textOf } from '../database/sql-row.js';
import type { SqlRow } from '../database/sqlite-database.js';
import type { StoredMetric, StoredMetricRow } from './stored-metric.js';

/** A row of the table of metrics. */
export function toStoredMetric(row: SqlRow): StoredMetric {
  const columns = new Map<string, MetricColumnType>();
  for (const [name, type] of objectOf(row, 'columns')) if (typeof type === 'string') columns.set(name, type);
  return { name: textOf(row, 'name'), metricType: textOf(row, 'metric_type'), columns };
}

/** A row of the table of logged rows. */
export function toStoredRow(row: SqlRow): StoredMetricRow {
  return { sequence: numberOf(row, 'sequence'), metricId: textOf(row, 'metric_id'), ...toStoredCells(row) };
}

/** What a row of that table contains. */
export function toStoredCells(row: SqlRow): Pick<StoredMetricRow, 'data' | 'step' | 'time'> {
  return {
    data: objectOf(row, 'data'),
    step: optionalNumberOf(row, 'step'),
    time: new Date(numberOf(row, 'time')),
  };
}

function objectOf(row: SqlRow, column: string): JsonObject {
  const value = parseJson(textOf(row, column));
  return isJsonObject(value) ? value : new Map();
}
