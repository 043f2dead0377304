import type { Metric } from '@hyperdrive-run/core';
import { toMetric } from './to-metric.js';
import type { MetricDto, MetricRowDto } from './wire/metric-dto.js';
import type { MetricQueryEntryDto } from './wire/metric-query-dto.js';

interface OpenMetric extends MetricDto {
  readonly value: MetricRowDto[];
  readonly columns: Map<string, string>;
}

/** Metrics by the run that logged them and their name. */
export type MetricsByRun = ReadonlyMap<string, ReadonlyMap<string, Metric>>;

/**
 * Turns what the older query returned into metrics, in the order of its entries. An entry that comes twice counts once: the
 * service stores what it is sent at least once, and the services' own client passes repetitions over, too. So it does with
 * entries of another type than the first one of their name.
 */
export function toQueriedMetrics(entries: Iterable<MetricQueryEntryDto>): MetricsByRun {
  const open = new Map<string, Map<string, OpenMetric>>();
  const seen = new Set<string>();
  for (const { runId, name, metricId, metricType, createdUtc, step, schema, cells } of entries) {
    if (metricId !== undefined) {
      const key = `${runId}\n${metricId}`;
      if (seen.has(key)) continue;
      seen.add(key);
    }
    const metrics = open.get(runId) ?? new Map<string, OpenMetric>();
    open.set(runId, metrics);
    const known = metrics.get(name);
    const metric: OpenMetric = known ?? {
      name,
      value: [],
      columns: new Map(),
      properties: { uxMetricType: metricType },
    };
    if (known === undefined) metrics.set(name, metric);
    if (metric.properties?.uxMetricType !== metricType) continue;
    for (const { name: column, type } of schema?.properties ?? []) {
      if (type !== undefined) metric.columns.set(column, type);
    }
    for (const data of cells) metric.value.push({ createdUtc, step, data });
  }
  return new Map(
    [...open].map(([runId, metrics]) => [
      runId,
      new Map([...metrics].map(([name, metric]) => [name, toMetric(name, [metric])])),
    ]),
  );
}
