import type { Metric, RunRecord } from '@hyperdrive-run/core';
import { openStore } from '@hyperdrive-run/stores';

/** An experiment as the adapter reads it. */
export interface OpenedExperiment {
  readonly sweep: RunRecord;
  /** In listing order. */
  readonly children: readonly RunRecord[];
  readonly metrics: ReadonlyMap<string, ReadonlyMap<string, Metric>>;
}

/** Reads all of a folder through the port. */
export async function openExperiment(folder: string): Promise<OpenedExperiment> {
  const backend = await openStore(`ray-tune:${folder}`);
  for await (const sweep of backend.listSweeps()) {
    const children: RunRecord[] = [];
    for await (const child of backend.listChildRuns(sweep.runId)) children.push(child);
    const metrics = new Map<string, ReadonlyMap<string, Metric>>();
    for await (const result of backend.getMetrics(children.map(({ runId }) => runId))) {
      if (result.kind === 'unreadable') throw result.error;
      metrics.set(result.runId, result.metrics);
    }
    return { sweep, children, metrics };
  }
  throw new Error(`${folder} has no sweep.`);
}
