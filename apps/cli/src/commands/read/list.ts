import type { HyperDriveRun, JsonValue } from '@hyperdrive-run/sdk';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { commandToJudge, experimentId, isMlflow } from '../../open/mlflow-advice.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import type { SweepRow } from '../../output/tables/sweep-table.js';

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
    const rows = await withOverviews(sweeps, context.globals.backend.startsWith('file:'));
    if (context.globals.json) {
      await printJson(context.io, rows.map(sweepToJson));
      return exitCode.ok;
    }
    if (sweeps.length === 0) {
      await note(context, nothingListed(context));
      // Headings without rows tell a person nothing; a program reads the names of its fields.
      if (context.io.stdout.isTerminal) return exitCode.ok;
    }
    // Loaded when it is needed: --json shows no table.
    const { printSweepTable } = await import('../../output/tables/sweep-table.js');
    await printSweepTable(context.io, rows);
    return exitCode.ok;
  });
}

/** Of older sweeps only what the listing says is shown: each of these may take a request. */
const mostOverviews = 50;

async function withOverviews(sweeps: readonly HyperDriveRun[], isFree: boolean): Promise<readonly SweepRow[]> {
  if (sweeps.length === 0) return [];
  const { readOverviews } = await import('../../present/sweep-overview.js');
  const overviews = await readOverviews(sweeps.slice(0, mostOverviews), isFree);
  return sweeps.map((sweep) => ({ sweep, overview: overviews.get(sweep.id) ?? {} }));
}

/** MLflow starts nothing, and its runs need no tag to open as a sweep. */
function nothingListed(context: CommandContext): string {
  if (!isMlflow(context)) {
    return [
      `There are no sweeps here yet. Start one with: ${commandLine(context, 'submit', 'sweep.yml')}`,
      `Without a sweep file, write one and a trial first: ${commandLine(context, 'init')}`,
    ].join('\n');
  }
  return [
    'No run here has the tags of a sweep. Any run with nested runs opens as one, if you name what to judge them by:',
    `  ${commandToJudge(context, 'RUN')}`,
    'So do all runs of an experiment:',
    `  ${commandToJudge(context, experimentId(context, undefined))}`,
  ].join('\n');
}

function sweepToJson({ sweep, overview }: SweepRow): JsonValue {
  const { record, id, name, experiment } = sweep;
  return jsonFields({
    runId: id,
    status: record?.status,
    experiment: experiment.name === '' ? undefined : experiment.name,
    displayName: name,
    createdTime: record?.createdTime,
    startTime: record?.startTime,
    endTime: record?.endTime,
    trials: overview.trials === undefined ? undefined : jsonFields({ ended: overview.ended, total: overview.trials }),
    bestPrimaryMetric: overview.best,
  });
}
