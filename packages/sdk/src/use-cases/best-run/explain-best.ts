import { type BestRunReasons, explainBestRun, type ProvisionalReason, type RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type ReadChildren, readChildren } from '../children/read-children.js';
import { type FindBestRunOptions, type FoundBest, findBestRun } from './find-best-run.js';

/** A best child with its reasons. */
export interface ExplainedBest extends BestRunReasons {
  readonly found: FoundBest | undefined;
  /** The best run's value, `undefined` where there is none. */
  readonly value: number | undefined;
  /** Who says that it is the best: the service (`property`, `table`), or a `scan` of all children. */
  readonly origin: FoundBest['source'] | undefined;
  /** The sweep that the best run belongs to: this one, or one that it resumed from. */
  readonly sweepId: string | undefined;
  /** What the children logged; asked for only where there is no best run. */
  readonly loggedMetricNames: readonly string[];
}

/** Finds the best child and hands all that is known of the others to the rule that explains it. */
export async function explainBest(
  backend: SweepBackend,
  parent: RunRecord,
  config: HyperDriveConfig,
  options: FindBestRunOptions,
): Promise<ExplainedBest> {
  const { primaryMetric } = config;
  let read: Promise<ReadChildren> | undefined;
  const readOnce = (): Promise<ReadChildren> => {
    read ??= readChildren(backend, parent, primaryMetric, { ...options, onUnreadable: 'report' });
    return read;
  };
  const { best: found, provisionalBecause } = await findBestRun(backend, parent, config, options, readOnce);
  const { children } = await readOnce();
  const ids = children.map(({ runId }) => runId);
  const logged = found === undefined ? await listLoggedNames(backend, ids, options) : undefined;
  const loggedMetricNames = logged?.names ?? [];
  const reasons = explainBestRun({
    children,
    primaryMetric,
    sweepStatus: parent.status,
    winner: found && { runId: found.run.runId, value: found.value },
    filter: options,
    loggedMetricNames,
    provisionalBecause: [...provisionalBecause, ...(logged?.provisionalBecause ?? [])],
  });
  const { value, source: origin, sweep } = found ?? {};
  return { ...reasons, found, value, origin, sweepId: sweep?.runId, loggedMetricNames };
}

async function listLoggedNames(
  backend: SweepBackend,
  runIds: readonly string[],
  { signal }: FindBestRunOptions,
): Promise<{ readonly names: readonly string[]; readonly provisionalBecause: readonly ProvisionalReason[] }> {
  const names = new Set<string>();
  let isPartial = false;
  for await (const result of backend.getMetrics(runIds, { signal })) {
    if (result.kind === 'unreadable') isPartial = true;
    else for (const name of result.metrics.keys()) names.add(name);
  }
  return { names: [...names].toSorted(), provisionalBecause: isPartial ? ['children-unreadable'] : [] };
}
