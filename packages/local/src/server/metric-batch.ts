import { randomUUID } from 'node:crypto';
import type { JsonValue, MetricColumnType } from '@hyperdrive-run/core';
import { type MetricBatchDto, type MetricDto, metricTypes } from '@hyperdrive-run/transport/wire';
import type { NewMetricRow } from '../storage/stored-metric.js';
import { readTime } from './read-request.js';
import { RequestRefusal } from './request-refusal.js';

/**
 * The rows of a delivery, in its order. What Python's client always sends and a script in another language may leave
 * out gets a default: the id a new one (so repeating such a delivery adds its rows again), the time now, a column's
 * type that of its first cell.
 * @throws RequestRefusal where a metric has no name, or a row no data
 */
export function rowsOfBatch(batch: MetricBatchDto, now: () => Date): readonly NewMetricRow[] {
  return batch.values.flatMap((metric) => rowsOfMetric(metric, now));
}

function rowsOfMetric(metric: MetricDto, now: () => Date): readonly NewMetricRow[] {
  const { name } = metric;
  if (name === undefined || name === '')
    throw new RequestRefusal(400, 'Each of the values needs the name of its metric.');
  return metric.value.map((row) => {
    const { data } = row;
    if (data === undefined) throw new RequestRefusal(400, `A value of ${JSON.stringify(name)} has no data.`);
    const columns = metric.columns ?? new Map([...data].map(([column, cell]) => [column, typeOf(cell)]));
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
  });
}

function typeOf(cell: JsonValue): MetricColumnType {
  if (typeof cell === 'bigint') return 'int';
  if (typeof cell === 'number') return Number.isSafeInteger(cell) ? 'int' : 'double';
  if (typeof cell === 'boolean') return 'bool';
  return cell === null ? 'none' : 'string';
}
