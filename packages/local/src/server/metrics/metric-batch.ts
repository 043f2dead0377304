import { randomUUID } from 'node:crypto';
import type { MetricColumnType } from '@hyperdrive-run/core';
import { isJsonArray, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import {
  type MetricEnvelopeDto,
  type MetricRowDto,
  metricEnvelopeSchema,
  metricRowSchema,
  metricTypes,
} from '@hyperdrive-run/transport/wire';
import { mostColumns, type NewMetricRow } from '../../storage/metrics/stored-metric.js';
import type { RunKey } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { readTime, readValue } from '../http/read-request.js';
import { RequestRefusal } from '../http/request-refusal.js';
import { nextTurn, startPace } from '../http/turns.js';

/** Rows that are stored at once, and the cells that they may contain together: some hundredths of a second. */
const rowsAtOnce = 500;
const cellsAtOnce = 10_000;

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
    const place = `values.${position}`;
    const metric = readValue(value, metricEnvelopeSchema, place);
    for (const [line, row] of metric.value.entries()) {
      const read = rowOf(metric, readValue(row, metricRowSchema, `${place}.value.${line}`), now);
      if (read.columns !== rows.at(-1)?.columns) requireFewColumns(columns, read);
      rows.push(read);
      if (pace.isSpent()) await pace.rest();
    }
    if (pace.isSpent()) await pace.rest();
  }
  return rows;
}

/**
 * Stores rows, usually all at once. Of very many, a part that is stored stays where a later one cannot be: the delivery
 * is not acknowledged then, and a repeated one adds what is missing.
 */
export async function storeInTurns(store: RunStore, run: RunKey, rows: readonly NewMetricRow[]): Promise<void> {
  let part: NewMetricRow[] = [];
  let cells = 0;
  for (const row of rows) {
    if (part.length >= rowsAtOnce || cells + row.data.size > cellsAtOnce) {
      if (part.length > 0) store.appendMetricRows(run, part);
      await nextTurn();
      part = [];
      cells = 0;
    }
    part.push(row);
    cells += row.data.size;
  }
  // Also where there are none: the run must exist.
  if (part.length > 0 || rows.length === 0) store.appendMetricRows(run, part);
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
