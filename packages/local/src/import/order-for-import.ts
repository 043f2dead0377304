import type { RunRecord } from '@hyperdrive-run/core';

/**
 * The order in which runs are to be created so that the store lists them as they were listed: parents before their
 * children, and of each generation the last listed first, because what is created later is listed first where two have
 * no start or the same.
 * @param runs in listing order, of all generations
 */
export function orderForImport<T extends { readonly record: RunRecord }>(runs: readonly T[]): T[] {
  const byId = new Map(runs.map((run) => [run.record.runId, run.record]));
  const depthOf = ({ parentRunId }: RunRecord, steps = 0): number => {
    const parent = parentRunId === undefined ? undefined : byId.get(parentRunId);
    return parent === undefined || steps > runs.length ? 0 : 1 + depthOf(parent, steps + 1);
  };
  return runs
    .map((run) => ({ run, depth: depthOf(run.record) }))
    .toReversed()
    .toSorted((a, b) => a.depth - b.depth)
    .map(({ run }) => run);
}
