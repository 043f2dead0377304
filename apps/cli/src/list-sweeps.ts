import type { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import type { CommandContext } from './command-context.js';

/** The sweeps of the experiment that is chosen. */
export function listSweeps({ globals }: CommandContext, workspace: Workspace): AsyncIterable<HyperDriveRun> {
  return workspace.experiment(globals.experiment).listSweeps();
}
