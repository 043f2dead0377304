import type { Metric } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { metricFromJson, metricToJson } from './metric.js';

/** What a look brings of a metric that is new or has changed since an earlier look. */
export interface MetricChange {
  /** How many of the points or rows of the earlier look stay; those of `metric` come after them. */
  readonly kept: number;
  /** The metric as it is now, but for the points or rows that are kept. */
  readonly metric: Metric;
}

/** Writes a change. */
export function metricChangeToJson({ kept, metric }: MetricChange): JsonObject {
  return new Map([...metricToJson(metric), ['kept', kept]]);
}

/** Reads what `metricChangeToJson` wrote; `undefined` where it is of no kind that is known here. */
export function metricChangeFromJson(json: JsonValue): MetricChange | undefined {
  const metric = metricFromJson(json);
  return metric && { kept: Number(isJsonObject(json) ? json.get('kept') : 0), metric };
}

/**
 * The change between a metric whose first points or rows were sent before and the metric as it is now.
 * @param kept how many of them were sent and are still the same; what an artifact refers to is always sent whole
 */
export function changeAfter(metric: Metric, kept: number): MetricChange {
  if (metric.kind === 'scalar') return { kept, metric: { ...metric, points: metric.points.slice(kept) } };
  if (metric.kind === 'table') return { kept, metric: { ...metric, rows: metric.rows.slice(kept) } };
  return { kept: 0, metric };
}

/** The metric after a change. @throws Error where the change keeps what the metric does not have */
export function applyMetricChange(before: Metric | undefined, { kept, metric }: MetricChange): Metric {
  if (kept === 0) return metric;
  if (metric.kind === 'scalar' && before?.kind === 'scalar' && before.points.length >= kept) {
    return { ...metric, points: [...before.points.slice(0, kept), ...metric.points] };
  }
  if (metric.kind === 'table' && before?.kind === 'table' && before.rows.length >= kept) {
    return { ...metric, rows: [...before.rows.slice(0, kept), ...metric.rows] };
  }
  throw new Error(`The dashboard sent no beginning of metric ${JSON.stringify(metric.name)}. Load the page again.`);
}
