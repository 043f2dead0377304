import { HyperDriveRun, type Run, type Workspace } from '@hyperdrive-run/sdk';
import type { CommandContext } from './command-context.js';

/** Finds a run by its id: in the experiment that `--experiment` names, else anywhere in the workspace. */
export async function findRun(
  { globals }: CommandContext,
  workspace: Workspace,
  runId: string,
): Promise<Run | HyperDriveRun> {
  if (globals.experiment === undefined) return workspace.getRun(runId);
  return workspace.experiment(globals.experiment).getRun(runId);
}

/**
 * Finds a sweep by its id.
 * @throws HyperDriveRehydrateError where the run is something else
 */
export async function findSweep(context: CommandContext, workspace: Workspace, runId: string): Promise<HyperDriveRun> {
  const run = await findRun(context, workspace, runId);
  if (run instanceof HyperDriveRun) return run;
  // Loading says what was found instead of a sweep.
  return HyperDriveRun.load(run.experiment, runId);
}
