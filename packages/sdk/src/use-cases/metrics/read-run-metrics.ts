import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { RunMetrics } from '../../metric-maps.js';

/** Everything that one run logged. */
export async function readRunMetrics(
  backend: SweepBackend,
  runId: string,
  options: GetMetricsOptions = {},
): Promise<RunMetrics> {
  const metrics = new RunMetrics();
  for await (const result of backend.getMetrics([runId], options)) {
    if (result.kind === 'unreadable') throw result.error;
    for (const [name, metric] of result.metrics) metrics.set(name, metric);
  }
  return metrics;
}
