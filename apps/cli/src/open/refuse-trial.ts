import { BackendError, HyperDriveRun, type Run, type Workspace } from '@hyperdrive-run/sdk';
import { CliError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';

/**
 * Rejects a child of a sweep where a sweep is wanted, with an error that names the sweep, whose id
 * is probably meant.
 * @throws CliError that names the sweep, and the command with it
 */
export async function refuseTrial(context: CommandContext, workspace: Workspace, run: Run): Promise<void> {
  const parentId = run.record?.parentRunId;
  if (parentId === undefined || !(await isSweep(workspace, parentId))) return;
  const words = context.command === undefined ? ['status', parentId] : [context.command, parentId];
  throw new CliError({
    message: `${JSON.stringify(run.id)} is a trial of the sweep ${JSON.stringify(parentId)}, and a sweep is wanted.`,
    hint: `Did you mean: ${commandLine(context, ...words)}`,
  });
}

async function isSweep(workspace: Workspace, runId: string): Promise<boolean> {
  try {
    return (await workspace.getRun(runId)) instanceof HyperDriveRun;
  } catch (error) {
    if (BackendError.isInstance(error)) return false;
    throw error;
  }
}
