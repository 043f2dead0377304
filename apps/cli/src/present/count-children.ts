import type { HyperDriveRun, RunStatus } from '@hyperdrive-run/sdk';

/** How many children a sweep has in each status. */
export async function countChildren(sweep: HyperDriveRun): Promise<ReadonlyMap<RunStatus, number>> {
  const counts = new Map<RunStatus, number>();
  for await (const { record } of sweep.getChildren()) {
    const status = record?.status ?? 'Unknown';
    counts.set(status, (counts.get(status) ?? 0) + 1);
  }
  return counts;
}
