import { HyperDriveRehydrateError } from '@hyperdrive-run/core';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';

/** The metrics of so many children are named; they log the same ones as a rule. */
const childrenAsked = 20;

/**
 * Adds to the error of a run that does not open as a sweep what its children logged: one of these is what to judge by.
 * A run without children, and any other error, stays what it is.
 * @returns the error to throw
 */
export async function nameLoggedMetrics(
  backend: SweepBackend,
  error: unknown,
  { signal }: CallOptions,
): Promise<unknown> {
  if (!HyperDriveRehydrateError.isInstance(error)) return error;
  const { runId } = error;
  const names = new Set<string>();
  const ids: string[] = [];
  let isPartial = false;
  try {
    for await (const child of backend.listChildRuns(runId, { signal })) {
      ids.push(child.runId);
      if (ids.length === childrenAsked) break;
    }
    for await (const result of backend.getMetrics(ids, { childrenOf: runId, signal })) {
      if (result.kind === 'unreadable') isPartial = true;
      else for (const name of result.metrics.keys()) names.add(name);
    }
  } catch (failure) {
    return signal?.aborted === true ? failure : error;
  }
  if (ids.length === 0) return error;
  if (names.size === 0 && isPartial) return error;
  const loggedMetricNames = [...names].toSorted();
  const listed = loggedMetricNames.map((name) => JSON.stringify(name));
  const logged = listed.length === 0 ? 'no metric' : listed.join(', ');
  return new HyperDriveRehydrateError({
    runId,
    found: `${error.found}; its children logged ${logged}`,
    loggedMetricNames,
    hint: 'Say what to judge by, as in { primaryMetric: { name, goal } }.',
    cause: error,
  });
}
