import type { GetMetricsOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, nonEmptyTexts, type OptionChecks, texts } from '../../arguments/option-checks.js';
import { RunMetrics, SweepMetrics } from '../../metric-maps.js';
import { collectChildren } from '../children/read-children.js';
import { type OnUnreadable, onUnreadableCheck, settleUnreadable } from '../failures/unreadable.js';

/** Which metrics to read. */
export interface ReadSweepMetricsOptions extends Pick<GetMetricsOptions, 'names' | 'signal'> {
  /**
   * Only those of these children, without a listing of the sweep's children first; for a page of a long table. Default:
   * of all children.
   */
  readonly runIds?: readonly string[] | undefined;
  /** Default `reject`. With `report` the children that could not be read are listed in `unreadable`. */
  readonly onUnreadable?: OnUnreadable | undefined;
}

/** @see ReadSweepMetricsOptions */
export const readSweepMetricsChecks: OptionChecks<ReadSweepMetricsOptions> = {
  ...callChecks,
  names: texts,
  runIds: nonEmptyTexts,
  onUnreadable: onUnreadableCheck,
};

/** The metrics of all children in listing order, or of those that are named in the order of their ids. */
export async function readSweepMetrics(
  backend: SweepBackend,
  parentId: string,
  options: ReadSweepMetricsOptions = {},
): Promise<SweepMetrics> {
  const { signal, names } = options;
  const runIds = [...new Set(options.runIds ?? (await collectChildren(backend, parentId, { signal })).keys())];
  const read = new Map<string, RunMetrics>();
  const sweep = new SweepMetrics();
  for await (const result of backend.getMetrics(runIds, { signal, names, childrenOf: parentId })) {
    if (result.kind === 'unreadable') sweep.unreadable.set(result.runId, result.error);
    else read.set(result.runId, new RunMetrics(result.metrics));
  }
  settleUnreadable(sweep.unreadable, options.onUnreadable);
  // Metrics arrive in any order; what is returned keeps the order of the ids.
  for (const runId of runIds) {
    const metrics = read.get(runId);
    if (metrics !== undefined) sweep.set(runId, metrics);
  }
  return sweep;
}
