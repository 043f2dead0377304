import type { HyperDriveRun, JsonValue } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { commandToJudge, experimentId, isMlflow } from '../../open/mlflow-advice.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatStatus } from '../../output/format/format-status.js';
import { formatDuration, formatTime } from '../../output/format/format-time.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { printTable } from '../../output/tables/print-table.js';

export interface ListOptions {
  /** At most so many; 0 or undefined is all. */
  readonly top?: number | undefined;
}

/** `hyperdrive list`: the sweeps, newest first. */
export async function showSweeps(context: CommandContext, { top = 0 }: ListOptions): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const sweeps: HyperDriveRun[] = [];
    for await (const sweep of workspace.listSweeps()) {
      sweeps.push(sweep);
      if (sweeps.length === top) break;
    }
    if (context.globals.json) {
      await printJson(context.io, sweeps.map(sweepToJson));
      return exitCode.ok;
    }
    if (sweeps.length === 0) {
      await note(context, nothingListed(context));
    }
    await printSweeps(context, sweeps);
    return exitCode.ok;
  });
}

/** MLflow starts nothing, and its runs need no tag to open as a sweep. */
function nothingListed(context: CommandContext): string {
  if (!isMlflow(context)) {
    return `There are no sweeps here yet. Start one with: ${commandLine(context, 'submit', 'sweep.yml')}`;
  }
  return [
    'No run here has the tags of a sweep. Any run with nested runs opens as one, if you name what to judge them by:',
    `  ${commandToJudge(context, 'RUN')}`,
    'So do all runs of an experiment:',
    `  ${commandToJudge(context, experimentId(context, undefined))}`,
  ].join('\n');
}

function sweepToJson(sweep: HyperDriveRun): JsonValue {
  const { record, id, name, experiment } = sweep;
  return jsonFields({
    runId: id,
    status: record?.status,
    experiment: experiment.name === '' ? undefined : experiment.name,
    displayName: name,
    createdTime: record?.createdTime,
    startTime: record?.startTime,
    endTime: record?.endTime,
  });
}

async function printSweeps({ io }: CommandContext, sweeps: readonly HyperDriveRun[]): Promise<void> {
  const style = styleFor(io.stdout, io.env);
  await printTable(io, {
    plain: () => ({
      names: ['runId', 'status', 'experiment', 'displayName', 'startTime', 'endTime'],
      rows: sweeps.map(({ id, record, experiment, name }) => [
        escapeForTerminal(id),
        escapeForTerminal(record?.status ?? ''),
        escapeForTerminal(experiment.name),
        escapeForTerminal(name ?? ''),
        formatTime(record?.startTime),
        formatTime(record?.endTime),
      ]),
    }),
    layouts: () => {
      const rows = sweeps.map(({ id, record, experiment }) => [
        escapeForTerminal(id),
        formatStatus(record?.status ?? '', style),
        escapeForTerminal(experiment.name),
        formatTime(record?.startTime),
        duration(record?.startTime, record?.endTime),
      ]);
      const headings = ['sweep', 'status', 'experiment', 'started', 'took'];
      // Ids are there to be copied: the other columns go first.
      return [5, 4, 3].map((columns) => ({
        headings: headings.slice(0, columns),
        rows: rows.map((row) => row.slice(0, columns)),
        elastic: 2,
        headingsGiveWay: columns < 5,
      }));
    },
  });
}

function duration(start: Date | undefined, end: Date | undefined): string {
  return start === undefined || end === undefined ? '' : formatDuration(end.getTime() - start.getTime());
}
