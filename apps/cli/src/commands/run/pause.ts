import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { withLocalRunId } from '../../open/ids/with-local-run-id.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { withLocalClient } from '../../service/local-client.js';
import { requireFolder } from '../../service/require-folder.js';

/** `hyperdrive pause RUN`: running trials continue to their end, no further ones start. */
export async function pauseSweep(context: CommandContext, text: string): Promise<ExitCode> {
  return withLocalClient(requireFolder(context, 'pause'), async (client) => {
    const { runId, status } = await withLocalRunId(context, text, async (id) => ({
      runId: id,
      status: await client.pauseSweep(id),
    }));
    await printStatus(context, runId, status);
    if (context.globals.json) return exitCode.ok;
    await note(
      context,
      'Running trials continue to their end; no further ones start, and the time limit of the sweep does not run.',
    );
    await note(context, `Resume it with: ${commandLine(context, 'resume', runId)}`);
    return exitCode.ok;
  });
}

/** `hyperdrive resume RUN`: continues a sweep that was paused. */
export async function resumeSweep(context: CommandContext, text: string): Promise<ExitCode> {
  return withLocalClient(requireFolder(context, 'resume'), async (client, isIdle) => {
    const { runId, status } = await withLocalRunId(context, text, async (id) => ({
      runId: id,
      status: await client.resumeSweep(id),
    }));
    await printStatus(context, runId, status);
    if (context.globals.json) return exitCode.ok;
    if (isIdle) await note(context, 'The local service does not run, so no sweep continues here.');
    const next = isIdle
      ? `Start it with: ${commandLine(context, 'service', 'start')}`
      : `Follow it with: ${commandLine(context, 'watch', runId)}`;
    await note(context, next);
    return exitCode.ok;
  });
}

async function printStatus({ io, globals }: CommandContext, runId: string, status: string): Promise<void> {
  if (globals.json) return printJson(io, jsonFields({ runId, status }));
  await printFields(io, [
    { name: 'runId', title: 'Sweep', plain: escapeForTerminal(runId) },
    { name: 'status', title: 'Status', plain: escapeForTerminal(status) },
  ]);
}
