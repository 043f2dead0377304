import { randomUUID } from 'node:crypto';
import type { MetricColumnType } from '@hyperdrive-run/core';
import { isJsonArray, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import {
  type MetricEnvelopeDto,
  type MetricRowDto,
  metricEnvelopeSchema,
  metricTypes,
} from '@hyperdrive-run/transport/wire';
import { mostColumns, type NewMetricRow } from '../../storage/metrics/stored-metric.js';
import { readTime, readValue } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { startPace } from '../http/turns.js';
import { readMetricRow } from './read-metric-row.js';

/**
 * The rows of a delivery, in its order. What Python's client always sends and a script in another language may leave
 * out gets a default: the id a new one (so repeating such a delivery adds its rows again), the time now, a column's
 * type that of its first cell. A long delivery is read in slices, and no further than to its first fault.
 * @throws RequestRefusal where a metric has no name, more than 1000 columns in all its rows, or a row without data
 */
export async function readMetricBatch(batch: JsonObject, now: () => Date): Promise<readonly NewMetricRow[]> {
  const metrics = batch.get('values');
  if (!isJsonArray(metrics)) {
    throw new RequestRefusal(400, 'The body is not what this call takes: values is missing or of the wrong kind.');
  }
  const rows: NewMetricRow[] = [];
  const columns = new Map<string, Set<string>>();
  const pace = startPace();
  for (const [position, value] of metrics.entries()) {
    const metric = readValue(value, metricEnvelopeSchema, `values.${position}`);
    for (const [line, row] of metric.value.entries()) {
      const read = rowOf(
        metric,
        readMetricRow(row, () => `values.${position}.value.${line}`),
        now,
      );
      if (read.columns !== rows.at(-1)?.columns) requireFewColumns(columns, read);
      rows.push(read);
      if (pace.isSpent()) await pace.rest();
    }
    if (pace.isSpent()) await pace.rest();
  }
  return rows;
}

function rowOf(metric: MetricEnvelopeDto, row: MetricRowDto, now: () => Date): NewMetricRow {
  const { name } = metric;
  if (name === undefined || name === '')
    throw new RequestRefusal(400, 'Each of the values needs the name of its metric.');
  const { data } = row;
  if (data === undefined) throw new RequestRefusal(400, `A value of ${shown(name)} has no data.`);
  const columns = metric.columns ?? new Map([...data].map(([column, cell]) => [column, typeOf(cell)]));
  if (data.size > mostColumns) {
    throw new RequestRefusal(400, `A value of ${shown(name)} may have ${mostColumns} columns at most.`);
  }
  const isScalar = data.size === 1 && data.has(name);
  return {
    metricId: row.metricId ?? randomUUID(),
    name,
    metricType: metric.properties?.uxMetricType ?? (isScalar ? metricTypes.scalar : metricTypes.table),
    columns,
    data,
    step: row.step,
    time: row.createdUtc === undefined ? now() : readTime(row.createdUtc, 'createdUtc'),
  };
}

/** @param known the columns of each metric so far in this delivery; those of the row join them */
function requireFewColumns(known: Map<string, Set<string>>, { name, columns }: NewMetricRow): void {
  const all = known.get(name) ?? new Set();
  known.set(name, all);
  for (const column of columns.keys()) all.add(column);
  if (all.size <= mostColumns) return;
  throw new RequestRefusal(400, `The values of ${shown(name)} may have ${mostColumns} columns at most, all together.`);
}

function shown(name: string): string {
  return JSON.stringify(name.slice(0, 100));
}

function typeOf(cell: JsonValue): MetricColumnType {
  if (typeof cell === 'bigint') return 'int';
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? 'int' : 'double';
  if (typeof cell === 'boolean') return 'bool';
  return cell === null ? 'none' : 'string';
}
