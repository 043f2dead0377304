import type { JsonObject } from '@hyperdrive-run/core/json';
import type { MetricRowDto } from '@hyperdrive-run/transport/wire';
import type { StoredMetric, StoredMetricRow } from '../../storage/metrics/stored-metric.js';
import type { Written } from '../http/written.js';

/** A row as the metric calls write it. */
export function metricRowToDto(
  { metricId, time, step, data }: StoredMetricRow,
  metric: StoredMetric,
): Written<MetricRowDto> {
  return {
    metricId,
    createdUtc: time.toISOString(),
    step: step ?? null,
    data: withEveryColumn(data, metric),
  };
}

/** Python's client takes each column from each row. */
function withEveryColumn(data: JsonObject, { columns }: StoredMetric): JsonObject {
  const missing = [...columns.keys()].filter((name) => !data.has(name));
  return missing.length === 0 ? data : new Map([...data, ...missing.map((name): [string, null] => [name, null])]);
}
