import type { ArtifactMetric, Metric, MetricColumnType, MetricPoint, MetricRow } from '@hyperdrive-run/core';
import { toMetricCell } from '../../wire-json/to-metric-cell.js';
import { toDate } from '../run-history/to-run-record.js';
import { metricTypes } from '../wire/constants.js';
import type { MetricDto, MetricRowDto } from './wire/metric-dto.js';

/** Where a metric says nothing of its type: one column of its own name is a row of values, anything else a table. */
function typeOf(name: string, metric: MetricDto): string {
  const type = metric.properties?.uxMetricType;
  if (type !== undefined) return type;
  const columns = metric.columns ?? new Map();
  return columns.size === 0 || (columns.size === 1 && columns.has(name)) ? metricTypes.scalar : metricTypes.table;
}

function toPoint(row: MetricRowDto, column: string, type: MetricColumnType): MetricPoint {
  return { value: toMetricCell(row.data?.get(column), type), step: row.step, time: toDate(row.createdUtc) };
}

function toRow(row: MetricRowDto, columns: ReadonlyMap<string, MetricColumnType>): MetricRow {
  const cells = new Map(
    [...(row.data ?? [])].map(([column, value]) => [column, toMetricCell(value, columns.get(column) ?? 'string')]),
  );
  return { cells, step: row.step, time: toDate(row.createdUtc) };
}

function toArtifact(name: string, artifactType: string, metric: MetricDto): ArtifactMetric {
  const references = metric.value.flatMap(({ data }) => {
    const cell = data?.get(name) ?? data?.values().next().value;
    return typeof cell === 'string' ? [cell] : [];
  });
  return { kind: 'artifact', name, artifactType, references };
}

/**
 * Turns a metric of the wire, all its pages together, into the metric that the rules know. A list (`log_list`) is a
 * scalar metric whose values were logged at once: the Python class reads both alike, for the best value too.
 * @param pages at least one; the first one says the type
 */
export function toMetric(name: string, pages: readonly [MetricDto, ...MetricDto[]]): Metric {
  const [first] = pages;
  const rows = pages.flatMap((page) => page.value);
  const columns = new Map<string, MetricColumnType>(pages.flatMap((page) => [...(page.columns ?? [])]));
  const type = typeOf(name, first);
  if (type === metricTypes.table) return { kind: 'table', name, columns, rows: rows.map((row) => toRow(row, columns)) };
  if (type !== metricTypes.scalar && type !== metricTypes.list)
    return toArtifact(name, type, { ...first, value: rows });
  // A service may write the column under another spelling of the name; there is only one.
  const column = columns.has(name) ? name : (columns.keys().next().value ?? name);
  const valueType = columns.get(column) ?? 'double';
  return { kind: 'scalar', name, valueType, points: rows.map((row) => toPoint(row, column, valueType)) };
}
