import { experimentSweepId } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';
import { mlflowServer } from './mlflow-server.js';

/** Whether the sweeps are asked of an MLflow server. */
export function isMlflow({ globals, io }: CommandContext): boolean {
  return mlflowServer(globals.backend, io.env) !== undefined;
}

/**
 * A command that opens runs of MLflow that have no tag of a sweep, for a person to complete.
 * @param runId a parent's id, or a word for it
 * @param metric what its runs logged, where that is known
 */
export function commandToJudge(context: CommandContext, runId: string, metric = 'METRIC'): string {
  return commandLine(context, 'best', runId, '--primary-metric', metric, '--goal', 'maximize');
}

/** The id of all runs of an experiment; with a word for its name where that is not known. */
export function experimentId(context: CommandContext, name: string | undefined): string {
  return experimentSweepId(name || context.globals.experiment || 'NAME');
}
