import { Experiment, HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';
import { usageError } from './cli-error.js';
import type { CommandContext } from './command-context.js';

/**
 * The sweeps of the experiment that is chosen, newest first; where none is, those of the whole workspace.
 * @throws CliError where the service is Azure ML, which lists the sweeps of an experiment only
 */
export async function* listSweeps(
  { globals }: CommandContext,
  workspace: Workspace,
): AsyncGenerator<HyperDriveRun, void, undefined> {
  const { experimentName } = workspace.scope;
  if (experimentName !== undefined) {
    yield* workspace.experiment(experimentName).listSweeps();
    return;
  }
  if (globals.backend.startsWith('azureml:')) {
    throw usageError('Azure ML lists the sweeps of one experiment at a time.', 'Say which one with --experiment NAME.');
  }
  for await (const record of workspace.backend.listSweeps()) {
    const name = record.experimentName;
    const home = name === undefined ? new Experiment(workspace.backend, '') : workspace.experiment(name);
    const run = home.openRun(record);
    if (run instanceof HyperDriveRun) yield run;
  }
}
