import type { Hyperparameters, JsonObject, JsonValue, Metric, RunRecord } from '@hyperdrive-run/sdk';

/** What could be read of a child's metrics. */
export type ReadMetricsOfChild =
  | { readonly kind: 'read'; readonly metrics: ReadonlyMap<string, Metric> }
  | { readonly kind: 'unreadable' };

/**
 * A child as the page gets it: with all points of all its metrics of single values, so that the page can rank by any of
 * them without asking again.
 */
export function childToJson(
  record: RunRecord,
  hyperparameters: Hyperparameters | undefined,
  read: ReadMetricsOfChild,
): JsonObject {
  return new Map<string, JsonValue>([
    ['runId', record.runId],
    ['parentRunId', record.parentRunId ?? null],
    ['status', record.status],
    ['outcome', record.searchTrial?.outcome ?? null],
    ['hyperparameters', hyperparameters ?? null],
    ['metrics', read.kind === 'unreadable' ? null : metricsToJson(read.metrics)],
  ]);
}

function metricsToJson(metrics: ReadonlyMap<string, Metric>): JsonObject {
  const scalars = [...metrics.values()].flatMap((metric) => (metric.kind === 'scalar' ? [metric] : []));
  return new Map(
    scalars.map(({ name, points }) => [name, points.map(({ value, step }): JsonValue => [value, step ?? null])]),
  );
}
