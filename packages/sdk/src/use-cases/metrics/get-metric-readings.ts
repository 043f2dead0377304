import { readMetric } from '@hyperdrive-run/core';
import type { GetMetricReadingsOptions, RunReadingResult, SweepBackend } from '@hyperdrive-run/core/ports';

/**
 * The value that stands for each of many runs: picked by the service where the backend can ask for that, else out of all
 * that the runs logged, by the same rule of core.
 */
export async function* getMetricReadings(
  backend: SweepBackend,
  runIds: readonly string[],
  options: GetMetricReadingsOptions,
): AsyncGenerator<RunReadingResult, void, undefined> {
  if (backend.getMetricReadings !== undefined) return yield* backend.getMetricReadings(runIds, options);
  const { name, goal, scope, childrenOf, signal } = options;
  for await (const result of backend.getMetrics(runIds, { names: [name], childrenOf, signal })) {
    if (result.kind === 'unreadable') yield result;
    else yield { kind: 'read', runId: result.runId, reading: readMetric(result.metrics.get(name), goal, scope) };
  }
}
