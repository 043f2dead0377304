import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { withLocalRunId } from '../../open/ids/with-local-run-id.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { printTable } from '../../output/tables/print-table.js';
import { clientOf } from '../../service/local-client.js';
import { requireFolder } from '../../service/require-folder.js';
import { serviceOfFolder } from '../../service/service-of-folder.js';

/** `hyperdrive retry RUN`: runs a child that failed once more, or all failed children of a sweep. */
export async function retryTrials(context: CommandContext, text: string): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = requireFolder(context, 'retry');
  const client = clientOf(await serviceOfFolder(context, folder));
  const { runId, trials } = await withLocalRunId(context, text, async (id) => ({
    runId: id,
    trials: await client.retry(id),
  }));
  const sweepId = trials[0]?.sweepId ?? runId;
  if (globals.json) {
    const retried = trials.map((trial) => jsonFields({ runId: trial.runId, retryOf: trial.retryOf }));
    await printJson(io, jsonFields({ sweepId, retried }));
    return exitCode.ok;
  }
  const rows = trials.map((trial) => [escapeForTerminal(trial.runId), escapeForTerminal(trial.retryOf)]);
  await printTable(io, {
    plain: () => ({ names: ['runId', 'retryOf'], rows }),
    layouts: () => [{ headings: ['new child', 'runs again'], rows, elastic: 2, headingsGiveWay: true }],
  });
  await note(context, `Follow the sweep with: ${commandLine(context, 'watch', sweepId)}`);
  return exitCode.ok;
}
