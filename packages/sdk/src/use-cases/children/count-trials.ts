import { isTrial, type RunStatus } from '@hyperdrive-run/core';
import { preparationRunId } from '@hyperdrive-run/core/internal';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { callChecks, checkOptions } from '../../arguments/option-checks.js';

/** How many trials a sweep has in each status, counted by the service where it can do that. */
export async function countTrials(
  backend: SweepBackend,
  sweepId: string,
  options: CallOptions,
): Promise<Map<RunStatus, number>> {
  checkOptions(options, callChecks);
  const { signal } = options;
  const counted = await backend.countChildRuns?.(sweepId, { except: [preparationRunId(sweepId)], signal });
  if (counted !== undefined) return new Map(counted);
  const counts = new Map<RunStatus, number>();
  for await (const child of backend.listChildRuns(sweepId, { signal })) {
    if (isTrial(child)) counts.set(child.status, (counts.get(child.status) ?? 0) + 1);
  }
  return counts;
}
