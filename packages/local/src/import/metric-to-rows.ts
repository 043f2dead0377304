import { randomUUID } from 'node:crypto';
import type { Metric } from '@hyperdrive-run/core';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { metricTypes } from '@hyperdrive-run/transport/wire';
import type { NewMetricRow } from '../storage/metrics/stored-metric.js';

/**
 * The rows that give back a metric when they are read, in its order.
 * @param time when a value was logged that does not say it: the store dates every row
 */
export function metricToRows(metric: Metric, time: Date): NewMetricRow[] {
  const { name } = metric;
  const row = (
    data: JsonObject,
    at: { readonly step?: number | undefined; readonly time?: Date | undefined } = {},
  ) => ({
    metricId: randomUUID(),
    name,
    data,
    step: at.step,
    time: at.time ?? time,
  });
  if (metric.kind === 'scalar') {
    const columns = new Map([[name, metric.valueType]]);
    return metric.points.map((point) => ({
      ...row(new Map([[name, point.value]]), point),
      metricType: metricTypes.scalar,
      columns,
    }));
  }
  if (metric.kind === 'table') {
    const { columns } = metric;
    return metric.rows.map((entry) => ({
      ...row(new Map(entry.cells), entry),
      metricType: metricTypes.table,
      columns,
    }));
  }
  const columns = new Map([[name, 'string']]);
  return metric.references.map((reference) => ({
    ...row(new Map([[name, reference]])),
    metricType: metric.artifactType,
    columns,
  }));
}
