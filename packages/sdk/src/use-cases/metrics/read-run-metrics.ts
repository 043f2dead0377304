import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, type OptionChecks, texts } from '../../arguments/option-checks.js';
import { RunMetrics } from '../../metric-maps.js';

/** Which metrics of a run to read. */
export interface ReadRunMetricsOptions extends Pick<GetMetricsOptions, 'names' | 'signal'> {}

/** @see ReadRunMetricsOptions */
export const readRunMetricsChecks: OptionChecks<ReadRunMetricsOptions> = { ...callChecks, names: texts };

/** Everything that one run logged. */
export async function readRunMetrics(
  backend: SweepBackend,
  runId: string,
  { names, signal }: ReadRunMetricsOptions = {},
): Promise<RunMetrics> {
  const metrics = new RunMetrics();
  for await (const result of backend.getMetrics([runId], { names, signal })) {
    if (result.kind === 'unreadable') throw result.error;
    for (const [name, metric] of result.metrics) metrics.set(name, metric);
  }
  return metrics;
}
