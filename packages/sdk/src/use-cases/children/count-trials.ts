import { isTrial, type RunStatus } from '@hyperdrive-run/core';
import { preparationRunId } from '@hyperdrive-run/core/internal';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, checkOptions } from '../../arguments/option-checks.js';

/**
 * How many trials a sweep has in each status, counted by the service where it can do that. In the order of the statuses' names:
 * whichever way they were counted, and whichever child came first, equal counts are printed alike.
 */
export async function countTrials(
  backend: SweepBackend,
  sweepId: string,
  options: CallOptions,
): Promise<Map<RunStatus, number>> {
  checkOptions(options, callChecks);
  const { signal } = options;
  const counted = await backend.countChildRuns?.(sweepId, { except: [preparationRunId(sweepId)], signal });
  if (counted !== undefined) return inOrder(counted);
  const counts = new Map<RunStatus, number>();
  for await (const child of backend.listChildRuns(sweepId, { signal })) {
    if (isTrial(child)) counts.set(child.status, (counts.get(child.status) ?? 0) + 1);
  }
  return inOrder(counts);
}

function inOrder(counts: ReadonlyMap<RunStatus, number>): Map<RunStatus, number> {
  return new Map([...counts].toSorted(([left], [right]) => (left < right ? -1 : 1)));
}
