import type { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { usageError } from './cli-error.js';
import type { CommandContext } from './command-context.js';
import { mlflowServer } from './mlflow-server.js';

/**
 * The sweeps of the experiment that is chosen, newest first; where none is, those of the whole workspace.
 * @throws CliError where the service is Azure ML, which lists the sweeps of an experiment only
 */
export function listSweeps({ globals, io }: CommandContext, workspace: Workspace): AsyncIterable<HyperDriveRun> {
  const isMlflow = mlflowServer(globals.backend, io.env) !== undefined;
  if (!isMlflow && workspace.scope.experimentName === undefined && globals.backend.startsWith('azureml:')) {
    throw usageError('Azure ML lists the sweeps of one experiment at a time.', 'Say which one with --experiment NAME.');
  }
  return workspace.listSweeps();
}
