/** A run that does not lie below the sweep that it is said to be of, and why. */
export interface StrayRun {
  readonly runId: string;
  /** As it follows the run's name: `names the parent "x", which is not a run of the sweep`. */
  readonly problem: string;
}

/**
 * The first run of a sweep that does not lie below the sweep's own run: one without a parent, with a parent that is not
 * there, or in a circle of parents. The sweep itself may have a parent elsewhere, but none of its own runs. Each run is
 * looked up once, however deep they are nested.
 * @param parents the runs of the sweep, its own included, each with the id of its parent
 */
export function findStrayRun(sweepId: string, parents: ReadonlyMap<string, string | undefined>): StrayRun | undefined {
  const above = parents.get(sweepId);
  if (above !== undefined && parents.has(above)) {
    return { runId: sweepId, problem: `is the sweep, but names its own run ${JSON.stringify(above)} as its parent` };
  }
  const below = new Set([sweepId]);
  for (const runId of parents.keys()) {
    const path = new Set<string>();
    let current = runId;
    while (!below.has(current)) {
      if (path.has(current)) return { runId: current, problem: 'is its own ancestor' };
      path.add(current);
      const parent = parents.get(current);
      if (parent === undefined) return { runId: current, problem: 'names no parent' };
      if (!parents.has(parent)) {
        return {
          runId: current,
          problem: `names the parent ${JSON.stringify(parent)}, which is not a run of the sweep`,
        };
      }
      current = parent;
    }
    for (const id of path) below.add(id);
  }
  return undefined;
}
