import { HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';

/** Opens a sweep by its id. @throws HyperDriveError that says why a run that is no sweep cannot be opened as one */
export async function openSweep(workspace: Workspace, runId: string, signal: AbortSignal): Promise<HyperDriveRun> {
  const run = await workspace.getRun(runId, { signal });
  return run instanceof HyperDriveRun ? run : HyperDriveRun.load(run.experiment, runId, { signal });
}
