import { HyperDriveRun, type PrimaryMetric, type Run, type Workspace } from '@hyperdrive-run/sdk';
import { usageError } from './cli-error.js';
import type { CommandContext } from './command-context.js';
import type { GlobalOptions } from './global-options.js';

/**
 * Finds a run by its id: in the experiment that `--experiment` names, else anywhere in the workspace. With
 * `--primary-metric` it is a sweep, whatever it says of itself.
 */
export async function findRun(
  { globals }: CommandContext,
  workspace: Workspace,
  runId: string,
): Promise<Run | HyperDriveRun> {
  const primaryMetric = givenMetric(globals);
  const run = await (globals.experiment === undefined
    ? workspace.getRun(runId)
    : workspace.experiment(globals.experiment).getRun(runId));
  return primaryMetric === undefined ? run : HyperDriveRun.load(run.experiment, runId, { primaryMetric });
}

/**
 * The metric that `--primary-metric` and `--goal` name.
 * @throws CliError where one of the two options is given without the other: a goal that is guessed finds the worst run
 */
export function givenMetric({ primaryMetric: name, goal }: GlobalOptions): PrimaryMetric | undefined {
  if (name === undefined && goal === undefined) return undefined;
  if (name !== undefined && goal !== undefined) return { name, goal };
  throw usageError(
    name === undefined
      ? '--goal stands there without --primary-metric.'
      : '--primary-metric stands there without --goal.',
    'Give both, such as --primary-metric accuracy --goal maximize.',
  );
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
