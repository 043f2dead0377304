import { HyperDriveRun } from '@hyperdrive-run/sdk';
import type { CommandContext } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';

/** `hyperdrive cancel RUN`: a sweep with all of its children, or one child alone. */
export async function cancelRun(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = await findRun(context, workspace, runId);
    const accepted = await run.cancel();
    const status = await run.getStatus({ refresh: true });
    if (context.globals.json) {
      await printJson(context.io, jsonFields({ runId: run.id, accepted, status }));
      return exitCode.ok;
    }
    const what = run instanceof HyperDriveRun ? 'Sweep' : 'Run';
    await printFields(context.io, [
      { name: 'runId', title: what, plain: escapeForTerminal(run.id) },
      { name: 'accepted', title: 'Cancel', plain: String(accepted), shown: 'accepted; what runs ends within seconds' },
      { name: 'status', title: 'Status', plain: escapeForTerminal(status) },
    ]);
    return exitCode.ok;
  });
}
