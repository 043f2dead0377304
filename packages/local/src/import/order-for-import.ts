import type { RunRecord } from '@hyperdrive-run/core';

/**
 * The order in which runs are to be created so that the store lists them as they were listed: parents before their
 * children, and of each generation the last listed first, because what is created later is listed first where two have
 * no start or the same.
 * @param runs in listing order, of all generations
 */
export function orderForImport<T extends { readonly record: RunRecord }>(runs: readonly T[]): T[] {
  const depths = depthsOf(runs.map(({ record }) => record));
  return runs
    .map((run) => ({ run, depth: depths.get(run.record.runId) ?? 0 }))
    .toReversed()
    .toSorted((a, b) => a.depth - b.depth)
    .map(({ run }) => run);
}

/** How many of these runs are above each of them. Every run is visited once, however long a chain they form. */
function depthsOf(records: readonly RunRecord[]): ReadonlyMap<string, number> {
  const parents = new Map(records.map(({ runId, parentRunId }) => [runId, parentRunId]));
  const depths = new Map<string, number>();
  for (const { runId } of records) {
    const path = new Set<string>();
    let current: string | undefined = runId;
    // A circle of parents has no top: it ends where it closes.
    while (current !== undefined && parents.has(current) && !depths.has(current) && !path.has(current)) {
      path.add(current);
      current = parents.get(current);
    }
    let depth = (current === undefined ? undefined : depths.get(current)) ?? -1;
    for (const id of [...path].toReversed()) {
      depth += 1;
      depths.set(id, depth);
    }
  }
  return depths;
}
