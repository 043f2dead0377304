import { describeEarlierPoints } from '@hyperdrive-run/local';
import { type HyperDriveConfig, HyperDriveRun, type Workspace } from '@hyperdrive-run/sdk';
import { type CommandContext, warningWriter } from '../context/command-context.js';
import { isMissing } from '../open/ids/unknown-run.js';
import { localFolder } from '../service/local-folder.js';

/**
 * Warns where trials of the sweeps that a config builds on are no observations of its Bayesian sampling: those of another tool may
 * have other hyperparameters, `12 of 20 trials of "garden" are observations; 8 have no lr`. Only the local service learns from them.
 */
export async function warnOfMisfits(
  context: CommandContext,
  workspace: Workspace,
  { resumeFrom, hyperparameterSampling }: HyperDriveConfig,
): Promise<void> {
  if (hyperparameterSampling.kind !== 'bayesian' || localFolder(context.globals.backend, context.io) === undefined)
    return;
  for (const { runId } of resumeFrom) {
    const sweep = await findSweep(workspace, runId);
    if (sweep === undefined) continue;
    const known = await sweep.getHyperparameters();
    const points = [...known.values()].map((values) => new Map(values));
    for await (const child of sweep.getChildren()) if (!known.has(child.id)) points.push(new Map());
    const found = describeEarlierPoints(hyperparameterSampling, points);
    if (found === undefined || found.misfits.length === 0) continue;
    const { observations, trials, misfits } = found;
    const counted = `${observations} of ${trials} trials of ${JSON.stringify(runId)} are observations`;
    warningWriter(context)(`${counted}; ${misfits.join(', ')}.`);
  }
}

/** What is not there, or no sweep, is refused when the new sweep is submitted. */
async function findSweep(workspace: Workspace, runId: string): Promise<HyperDriveRun | undefined> {
  try {
    const run = await workspace.getRun(runId);
    return run instanceof HyperDriveRun ? run : undefined;
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw error;
  }
}
