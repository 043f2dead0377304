import type { HyperDriveRun } from '@hyperdrive-run/sdk';

/** The id of a child that failed, the one listed first; `undefined` where none did. */
export async function findFailedTrial(sweep: HyperDriveRun): Promise<string | undefined> {
  for await (const { id } of sweep.getChildren({ status: 'Failed' })) return id;
  return undefined;
}
