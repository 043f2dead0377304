import type { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../context/cli-error.js';
import type { CommandContext } from '../context/command-context.js';
import { isMlflow } from './mlflow-advice.js';

/**
 * The sweeps of the experiment that is chosen, newest first; where none is, those of the whole workspace.
 * @throws CliError where the service is Azure ML, which lists the sweeps of an experiment only
 */
export function listSweeps(context: CommandContext, workspace: Workspace): AsyncIterable<HyperDriveRun> {
  const isAzureMl = context.globals.backend.startsWith('azureml:') && !isMlflow(context);
  if (isAzureMl && workspace.scope.experimentName === undefined) {
    throw usageError('Azure ML lists the sweeps of one experiment at a time.', 'Name one with --experiment NAME.');
  }
  return workspace.listSweeps();
}
