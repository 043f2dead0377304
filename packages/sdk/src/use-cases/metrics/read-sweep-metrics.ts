import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { RunMetrics, SweepMetrics } from '../../metric-maps.js';
import { collectChildren } from '../children/read-children.js';
import { type OnUnreadable, settleUnreadable } from '../failures/unreadable.js';

/** Which metrics to read. */
export interface ReadSweepMetricsOptions extends GetMetricsOptions {
  /** Default `reject`. With `report` the children that could not be read are listed in `unreadable`. */
  readonly onUnreadable?: OnUnreadable | undefined;
}

/** The metrics of all children, in listing order. */
export async function readSweepMetrics(
  backend: SweepBackend,
  parentId: string,
  options: ReadSweepMetricsOptions = {},
): Promise<SweepMetrics> {
  const { signal, names } = options;
  const children = await collectChildren(backend, parentId, { signal });
  const read = new Map<string, RunMetrics>();
  const sweep = new SweepMetrics();
  for await (const result of backend.getMetrics([...children.keys()], { signal, names, childrenOf: parentId })) {
    if (result.kind === 'unreadable') sweep.unreadable.set(result.runId, result.error);
    else read.set(result.runId, new RunMetrics(result.metrics));
  }
  settleUnreadable(sweep.unreadable, options.onUnreadable);
  // Metrics arrive in any order; the answer keeps the listing order.
  for (const runId of children.keys()) {
    const metrics = read.get(runId);
    if (metrics !== undefined) sweep.set(runId, metrics);
  }
  return sweep;
}
