import { type HyperDriveRun, isTrial, type RunStatus } from '@hyperdrive-run/sdk';

/** How many trials a sweep has in each status. A child that tries nothing is none. */
export async function countTrials(sweep: HyperDriveRun): Promise<ReadonlyMap<RunStatus, number>> {
  const counts = new Map<RunStatus, number>();
  for await (const { record } of sweep.getChildren()) {
    if (record !== undefined && !isTrial(record)) continue;
    const status = record?.status ?? 'Unknown';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
