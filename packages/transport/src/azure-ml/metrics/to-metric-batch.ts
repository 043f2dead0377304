import type { LoggedRow } from '@hyperdrive-run/core/ports';
import { metricTypes } from '../wire/constants.js';
import type { MetricBatchDto, MetricDto } from './wire/metric-dto.js';

/** How many rows go in one request, as the services' own client has it. */
export const rowsPerBatch = 45;

/** What one request says of one name: rows that share it, their kind and their columns. */
function isSameMetric(metric: MetricDto | undefined, row: LoggedRow): boolean {
  return (
    metric?.name === row.name &&
    metric.properties?.uxMetricType === metricTypes[row.kind] &&
    metric.columns?.size === row.columns.size &&
    [...row.columns].every(([column, type]) => metric.columns?.get(column) === type)
  );
}

/** Cuts rows into batches in their order; rows of one metric that follow each other go together. */
export function toMetricBatches(rows: readonly LoggedRow[]): readonly MetricBatchDto[] {
  const batches: MetricBatchDto[] = [];
  for (let from = 0; from < rows.length; from += rowsPerBatch) {
    const values: (MetricDto & { value: MetricDto['value'][number][] })[] = [];
    for (const row of rows.slice(from, from + rowsPerBatch)) {
      const { metricId, name, kind, cells, columns, step, time } = row;
      const last = values.at(-1);
      const value = { metricId, createdUtc: time.toISOString(), step, data: cells };
      if (last !== undefined && isSameMetric(last, row)) last.value.push(value);
      else values.push({ name, columns, value: [value], properties: { uxMetricType: metricTypes[kind] } });
    }
    batches.push({ values, reportErrors: true });
  }
  return batches;
}
