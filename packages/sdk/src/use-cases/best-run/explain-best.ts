import { type BestRunReasons, explainBestRun, type ProvisionalReason, type RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { type ReadChildren, readChildren } from '../children/read-children.js';
import { settleUnreadable } from '../failures/unreadable.js';
import { amongAll, compareChildren } from './compare-children.js';
import {
  type BestRunSearch,
  type BestRunSource,
  type FindBestRunOptions,
  type FoundBest,
  findBestRun,
} from './find-best-run.js';

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
  const readAll = readAllOnce(backend, parent, config, options);
  const search = await findBestRun(backend, parent, config, options, async () => amongAll(await readAll()));
  return { found: search.best, reasons: await reasonsOf(backend, parent, config, options, search, await readAll()) };
}

/**
 * Finds the best child. Reads the children at most once; where there is a best one, only those that may be it, if the service
 * can find them.
 * @param onMissing is called with the reasons where there is none
 */
export async function findOrExplainBest(
  backend: SweepBackend,
  parent: RunRecord,
  config: HyperDriveConfig,
  options: FindBestRunOptions,
  onMissing?: (reasons: BestReasons) => void,
): Promise<FoundBest | undefined> {
  const readAll = readAllOnce(backend, parent, config, options);
  const search = await findBestRun(backend, parent, config, options, () =>
    compareChildren(backend, parent, config.primaryMetric, options, async () => {
      const read = await readAll();
      settleUnreadable(read.unreadable, options.onUnreadable);
      return read;
    }),
  );
  if (search.best === undefined && onMissing !== undefined) {
    onMissing(await reasonsOf(backend, parent, config, options, search, await readAll()));
  }
  return search.best;
}

/** Reads all children at the first call, and those that cannot be read as such. */
function readAllOnce(
  backend: SweepBackend,
  parent: RunRecord,
  { primaryMetric }: HyperDriveConfig,
  options: FindBestRunOptions,
): () => Promise<ReadChildren> {
  let read: Promise<ReadChildren> | undefined;
  return () => {
    read ??= readChildren(backend, parent, primaryMetric, { ...options, onUnreadable: 'report' });
    return read;
  };
}

async function reasonsOf(
  backend: SweepBackend,
  parent: RunRecord,
  { primaryMetric }: HyperDriveConfig,
  options: FindBestRunOptions,
  { best: found, provisionalBecause }: BestRunSearch,
  { children }: ReadChildren,
): Promise<BestReasons> {
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
  return { ...reasons, value, source, sweepId: sweep?.runId, loggedMetricNames };
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
