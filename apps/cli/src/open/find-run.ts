import {
  type ChosenMetric,
  experimentOfSweepId,
  HyperDriveRehydrateError,
  HyperDriveRun,
  InvalidArgumentError,
  type Run,
  type Workspace,
} from '@hyperdrive-run/sdk';
import { CliError, usageError } from '../context/cli-error.js';
import { type CommandContext, warningWriter } from '../context/command-context.js';
import type { GlobalOptions } from '../program/global-options.js';
import { type RunLookup, withRunId } from './ids/with-run-id.js';
import { commandToJudge, experimentId, isMlflow } from './mlflow-advice.js';
import { refuseTrial } from './refuse-trial.js';
import { isRayTune } from './store-backend.js';

/**
 * Finds a run by its id, or by what a person writes for one: in the experiment that `--experiment` names, else anywhere in the
 * workspace. With `--primary-metric` it is a sweep, whatever its own record says, but for the best trial of one.
 * @param text see {@link parseRunReference}
 * @throws CliError where a goal is needed, and neither given nor named by the trials of a search; where there is no such run
 */
export async function findRun(
  context: CommandContext,
  workspace: Workspace,
  text: string,
): Promise<Run | HyperDriveRun> {
  return withRunId(context, lookupIn(context, workspace), text, (runId, { isBest }) =>
    openRun(context, workspace, { runId, isTrial: isBest }),
  );
}

/** What looks for runs with the options of a command. */
export function lookupIn(context: CommandContext, workspace: Workspace): RunLookup {
  return { workspace, openSweep: (text) => findSweep(context, workspace, text) };
}

/**
 * Opens a run by its id.
 * @param options whether it is known to be no sweep, whatever `--primary-metric` says
 */
export async function openRun(
  context: CommandContext,
  workspace: Workspace,
  { runId, isTrial }: { readonly runId: string; readonly isTrial: boolean },
): Promise<Run | HyperDriveRun> {
  const { globals } = context;
  const primaryMetric = isTrial ? undefined : givenMetric(globals);
  const run = await (globals.experiment === undefined
    ? workspace.getRun(runId)
    : workspace.experiment(globals.experiment).getRun(runId));
  if (primaryMetric === undefined) return run;
  try {
    return await HyperDriveRun.load(run.experiment, runId, { primaryMetric, onWarning: warningWriter(context) });
  } catch (error) {
    const isWithoutGoal = InvalidArgumentError.isInstance(error) && error.option === 'primaryMetric.goal';
    throw isWithoutGoal ? goalMissing(error) : error;
  }
}

/**
 * The metric that `--primary-metric` and `--goal` name. A Ray Tune folder says the metric and no goal: there the goal alone is
 * given to whoever opens the folder.
 * @throws CliError where there is a goal without a metric
 */
export function givenMetric({ primaryMetric: name, goal, backend }: GlobalOptions): ChosenMetric | undefined {
  if (name !== undefined) return { name, goal };
  if (goal === undefined || isRayTune(backend)) return undefined;
  throw usageError('--goal is given without --primary-metric.', `Give both, such as ${bothOptions}.`);
}

const bothOptions = '--primary-metric accuracy --goal maximize';

/** A goal that is guessed finds the worst run. */
function goalMissing({ hint }: InvalidArgumentError): CliError {
  return usageError(
    '--primary-metric is given without --goal.',
    `${hint ?? ''} Give both, such as ${bothOptions}.`.trim(),
  );
}

/**
 * Finds a sweep by its id, or by what a person writes for one.
 * @throws CliError where the run is a child of a sweep, which it names
 * @throws HyperDriveRehydrateError where the run is something else
 * @throws CliError for the same on MLflow, where all runs of the experiment may be what is wanted
 */
export async function findSweep(context: CommandContext, workspace: Workspace, text: string): Promise<HyperDriveRun> {
  const run = await findRun(context, workspace, text);
  if (run instanceof HyperDriveRun) return run;
  await refuseTrial(context, workspace, run);
  try {
    // The error of loading names what was found instead of a sweep.
    return await HyperDriveRun.load(run.experiment, run.id);
  } catch (error) {
    const isAlone = HyperDriveRehydrateError.isInstance(error) && error.loggedMetricNames === undefined;
    throw isAlone && isMlflow(context) ? noNestedRuns(context, run, error) : error;
  }
}

/** Nothing is below the run. What is beside it is, if it is not the experiment itself, which is empty then. */
function noNestedRuns(context: CommandContext, run: Run, cause: HyperDriveRehydrateError): CliError {
  if (experimentOfSweepId(run.id) !== undefined) {
    return new CliError({ message: `${cause.message} It has no runs.`, hint: 'Check its name.', cause });
  }
  const command = commandToJudge(context, experimentId(context, run.experiment.name));
  const hint = `It has no nested runs. All runs of its experiment open as one sweep: ${command}`;
  return new CliError({ message: cause.message, hint, cause });
}

/** The run as a sweep where it is a whole experiment: reading what its runs logged takes no metric to judge by. */
export function asGroup(run: Run | HyperDriveRun): Run | HyperDriveRun {
  const { experiment, id, record } = run;
  if (experimentOfSweepId(id) === undefined || run instanceof HyperDriveRun) return run;
  const configOfGroup = (): never => {
    throw new HyperDriveRehydrateError({ runId: id, found: 'an experiment names no primary metric' });
  };
  return new HyperDriveRun(experiment, id, configOfGroup, { record });
}
