import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface ArchiveOptions {
  /** Takes the run out of the archive instead. */
  readonly restore?: boolean | undefined;
}

/** `hyperdrive archive RUN`: leaves a run out of lists, or takes it back. */
export async function archiveRun(
  context: CommandContext,
  runId: string,
  { restore = false }: ArchiveOptions,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = await findRun(context, workspace, runId);
    await (restore ? run.restore() : run.archive());
    if (context.globals.json) await printJson(context.io, jsonFields({ runId: run.id, archived: !restore }));
    else await note(context, `${restore ? 'Restored' : 'Archived'} ${escapeForTerminal(run.id)}.`);
    return exitCode.ok;
  });
}
