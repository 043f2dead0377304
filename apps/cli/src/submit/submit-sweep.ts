import {
  type Experiment,
  type HyperDriveConfig,
  HyperDriveConfigError,
  type HyperDriveRun,
  type Workspace,
} from '@hyperdrive-run/sdk';
import { violationsInFile } from '@hyperdrive-run/sweep-file';
import type { CommandContext } from '../context/command-context.js';
import { locateEarlierRuns } from './locate-earlier-runs.js';
import type { ReadSweepFile } from './read-sweep-file.js';
import { submitJob } from './submit-job.js';
import { warnOfMisfits } from './warn-of-misfits.js';

/** Submits a sweep file's sweep, and gives its run the name, description, tags and properties that the file gives it. */
export async function submitSweep(
  context: CommandContext,
  workspace: Workspace,
  file: ReadSweepFile,
): Promise<HyperDriveRun> {
  if (file.sweep.job !== undefined) return submitJob(context, workspace, file);
  const experiment = workspace.experiment(file.experimentName);
  const { config, displayName, description, tags, properties } = file.sweep;
  const located = await locateEarlierRuns(context, workspace, config);
  await warnOfMisfits(context, workspace, located);
  const run = await submitAsRead(experiment, located);
  if (displayName !== undefined || description !== undefined || tags.size > 0 || properties.size > 0) {
    const setTags = tags.size > 0 ? tags : undefined;
    const addProperties = properties.size > 0 ? properties : undefined;
    await experiment.backend.updateRun(run.id, { displayName, description, setTags, addProperties });
  }
  return run;
}

/** What is wrong with a config is reported in the words of the file that it was read from. */
async function submitAsRead(experiment: Experiment, config: HyperDriveConfig): Promise<HyperDriveRun> {
  try {
    return await experiment.submit(config);
  } catch (error) {
    if (!HyperDriveConfigError.isInstance(error)) throw error;
    throw new HyperDriveConfigError(violationsInFile(error.violations), { cause: error });
  }
}
