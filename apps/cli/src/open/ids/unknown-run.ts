import { BackendError, type Workspace } from '@hyperdrive-run/sdk';
import { CliError } from '../../context/cli-error.js';
import type { CommandContext } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { localFolder } from '../../service/local-folder.js';
import { experimentId, isMlflow } from '../mlflow-advice.js';
import { describeNumbers, findChildNumbers } from './find-child-numbers.js';

/** Whether a run, or a file of one, does not exist. */
export function isMissing(error: unknown): error is BackendError {
  return BackendError.isInstance(error) && error.code === 'run-not-found';
}

/**
 * Says that a run does not exist in the words of who looks for it.
 *
 * A local folder is what the user named and can look into: it is named instead of an address that nobody typed. On MLflow a list of
 * sweeps may well be empty although there are runs.
 */
export function describeMissing(context: CommandContext, error: unknown): unknown {
  if (!isMissing(error)) return error;
  const folder = localFolder(context.globals.backend, context.io);
  if (folder !== undefined) {
    return new CliError({
      message: error.message.replace(/ at http:\/\/[^\s/:]+(:\d+)?(?=[:.] ?|$)/, ` in the folder ${folder}`),
      hint: `Check the id; this lists the sweeps: ${commandLine(context, 'list')}`,
      cause: error,
    });
  }
  if (!isMlflow(context)) return error;
  const example = experimentId(context, undefined);
  const hint = `Check the id: that of a run of MLflow, or ${example} for all runs of an experiment.`;
  return new CliError({ message: error.message, hint, cause: error });
}

/**
 * The error for an id that is of no run: with the trials that its sweep has, else with the ids that are like it.
 * @param runId the run that was asked for
 * @param near ids of sweeps
 */
export async function unknownRun(
  context: CommandContext,
  workspace: Workspace,
  { error, runId, near }: { readonly error: BackendError; readonly runId: string; readonly near: readonly string[] },
): Promise<unknown> {
  const described = describeMissing(context, error);
  const message = described instanceof Error ? described.message : error.message;
  const sweep = await findChildNumbers(workspace, runId);
  if (sweep !== undefined) {
    const hint = `The sweep has ${describeNumbers(sweep)}: ${commandLine(context, 'children', sweep.sweepId)}`;
    return new CliError({ message, hint, cause: error });
  }
  if (near.length === 0) return described;
  const hint = `Did you mean ${near.join(', or ')}? All sweeps: ${commandLine(context, 'list')}`;
  return new CliError({ message, hint, cause: error });
}
