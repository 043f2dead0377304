import { type BestRunReasons, explainBestRun, type ProvisionalReason, type RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type ReadChildren, readChildren } from '../children/read-children.js';
import { type BestRunSource, type FindBestRunOptions, type FoundBest, findBestRun } from './find-best-run.js';

/** Why a run is the best, or why none is. */
export interface BestReasons extends BestRunReasons {
  /** The best run's value, `undefined` where there is none. */
  readonly value: number | undefined;
  readonly source: BestRunSource | undefined;
  /** The sweep that the best run belongs to: this one, or one that it resumed from. */
  readonly sweepId: string | undefined;
  /** What the children logged; asked for only where there is no best run. */
  readonly loggedMetricNames: readonly string[];
}

/** A best child with its reasons. */
export interface ExplainedBest {
  readonly found: FoundBest | undefined;
  readonly reasons: BestReasons;
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
  const logged = found === undefined ? await listLoggedNames(backend, parent.runId, ids, options) : undefined;
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
  const { value, source, sweep } = found ?? {};
  return { found, reasons: { ...reasons, value, source, sweepId: sweep?.runId, loggedMetricNames } };
}

async function listLoggedNames(
  backend: SweepBackend,
  childrenOf: string,
  runIds: readonly string[],
  { signal }: FindBestRunOptions,
): Promise<{ readonly names: readonly string[]; readonly provisionalBecause: readonly ProvisionalReason[] }> {
  const names = new Set<string>();
  let isPartial = false;
  for await (const result of backend.getMetrics(runIds, { childrenOf, signal })) {
    if (result.kind === 'unreadable') isPartial = true;
    else for (const name of result.metrics.keys()) names.add(name);
  }
  return { names: [...names].toSorted(), provisionalBecause: isPartial ? ['children-unreadable'] : [] };
}
