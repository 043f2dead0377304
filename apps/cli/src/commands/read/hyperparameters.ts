import { HyperDriveRun, type Hyperparameters } from '@hyperdrive-run/sdk';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asGroup, findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { printJson } from '../../output/print-json.js';
import { printChildTable } from '../../output/tables/child-table.js';

/** `hyperdrive hyperparameters RUN`: those of all children of a sweep, or those of one child. */
export async function showHyperparameters(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = asGroup(await findRun(context, workspace, runId));
    const found =
      run instanceof HyperDriveRun
        ? await run.getHyperparameters({ onWarning: warningWriter(context) })
        : ofOneRun(run.id, await run.getHyperparameters());
    if (context.globals.json) {
      await printJson(context.io, found);
      return exitCode.ok;
    }
    if (found.size === 0) await note(context, 'No hyperparameters were found.');
    const rows = [...found].map(([id, hyperparameters]) => ({ runId: id, hyperparameters }));
    await printChildTable(context.io, rows, { sweepId: run.record?.parentRunId ?? run.id });
    return exitCode.ok;
  });
}

function ofOneRun(runId: string, hyperparameters: Hyperparameters | undefined): Map<string, Hyperparameters> {
  return new Map(hyperparameters === undefined ? [] : [[runId, hyperparameters]]);
}
