import type { HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { locateEarlierRuns } from './locate-earlier-runs.js';
import type { ReadSweepFile } from './read-sweep-file.js';

/** Submits a sweep file's sweep, and gives its run the name, description, tags and properties that the file tells. */
export async function submitSweep(workspace: Workspace, file: ReadSweepFile): Promise<HyperDriveRun> {
  const experiment = workspace.experiment(file.experimentName);
  const { config, displayName, description, tags, properties } = file.sweep;
  const run = await experiment.submit(await locateEarlierRuns(workspace, config));
  if (displayName !== undefined || description !== undefined || tags.size > 0 || properties.size > 0) {
    const setTags = tags.size > 0 ? tags : undefined;
    const addProperties = properties.size > 0 ? properties : undefined;
    await experiment.backend.updateRun(run.id, { displayName, description, setTags, addProperties });
  }
  return run;
}
