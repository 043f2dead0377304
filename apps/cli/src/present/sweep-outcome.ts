import {
  type ChildSummary,
  type HyperDriveRun,
  type JsonObject,
  type SweepUpdate,
  searchSpaceSize,
} from '@hyperdrive-run/sdk';
import { type CommandContext, note, warningWriter } from '../context/command-context.js';
import { commandLine } from '../context/command-line.js';
import { escapeAsOneLine, escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { formatCounts } from '../output/format/format-counts.js';
import { formatStatus } from '../output/format/format-status.js';
import { formatDuration } from '../output/format/format-time.js';
import { shortId } from '../output/format/short-id.js';
import { jsonFields } from '../output/json-fields.js';
import { printFields } from '../output/lines/print-fields.js';
import { printJson } from '../output/print-json.js';
import { styleFor } from '../output/style.js';
import { printChildTable } from '../output/tables/child-table.js';
import { defaultWidth } from '../output/tables/print-table.js';
import type { BestOfSweep } from './best-of-sweep.js';
import { bestToFields } from './best-to-fields.js';
import { bestToJson } from './best-to-json.js';
import { explainMissingBest } from './explain-missing-best.js';
import { findFailedTrial } from './find-failed-trial.js';
import { childToJson, childToRow } from './show-child.js';

/** What came of a sweep that was waited for. */
export interface SweepOutcome {
  readonly last: SweepUpdate;
  readonly best: BestOfSweep | undefined;
  readonly tookMs: number;
}

const shownChildren = 5;

/** Prints the best children, the best run with its hyperparameters, and the next steps. */
export async function printOutcome(
  context: CommandContext,
  sweep: HyperDriveRun,
  outcome: SweepOutcome,
): Promise<void> {
  const { io, globals } = context;
  const { last, best } = outcome;
  const top = await sweep.getChildrenSortedByPrimaryMetric({
    top: shownChildren,
    discardNoMetric: true,
    onUnreadable: 'report',
  });
  if (globals.json) {
    await printJson(io, outcomeToJson(sweep, outcome, top));
  } else {
    await printEnd(context, sweep, outcome);
    if (top.length > 0) await printTop(context, sweep, top);
    if (best !== undefined) await printFields(io, bestToFields(context, best));
  }
  if (last.unreadable.length > 0) await warnOfUnread(context, sweep, last.unreadable);
  if (last.status === 'Completed' && best === undefined) {
    const { what, hint } = explainMissingBest(await sweep.explainBestRun(), sweep.hyperdriveConfig.primaryMetric);
    await note(context, what);
    await note(context, hint(commandLine(context, 'metrics', sweep.id), commandLine(context, 'status', sweep.id)));
  }
  if (globals.json) return;
  const failed = best === undefined ? await findFailedTrial(sweep) : undefined;
  await printNextCommands(context, sweep, { best, failed });
}

async function warnOfUnread(context: CommandContext, sweep: HyperDriveRun, ids: readonly string[]): Promise<void> {
  const shown = ids.slice(0, 3).map((runId) => shortId(runId, sweep.id));
  const named = ids.length > shown.length ? `${shown.join(', ')}, …` : shown.join(', ');
  const [children, one] = ids.length === 1 ? ['1 child', 'it'] : [`${ids.length} children`, 'one of them'];
  warningWriter(context)(`The metrics of ${children} could not be read (${named}); ${one} may be the best.`);
}

function outcomeToJson(
  sweep: HyperDriveRun,
  { last, best, tookMs }: SweepOutcome,
  top: readonly ChildSummary[],
): JsonObject {
  const because = [...new Set([...last.provisionalBecause, ...(best?.provisionalBecause ?? [])])];
  return jsonFields({
    runId: sweep.id,
    status: last.status,
    experiment: sweep.experiment.name,
    childrenByStatus: last.childrenByStatus,
    durationSeconds: tookMs / 1000,
    best: best === undefined ? null : bestToJson(best),
    provisional: because.length > 0,
    provisionalBecause: because,
    top: top.map(childToJson),
  });
}

async function printEnd(context: CommandContext, sweep: HyperDriveRun, { last, tookMs }: SweepOutcome): Promise<void> {
  const style = styleFor(context.io.stderr, context.io.env);
  const counts = last.childrenByStatus.size === 0 ? describeNoTrials(sweep, last) : formatCounts(last.childrenByStatus);
  await note(context, `${formatStatus(last.status, style)} after ${formatDuration(tookMs)}: ${counts}.`);
  const reason = sweep.record?.error?.message ?? sweep.record?.cancellationReason;
  if (last.status !== 'Completed' && reason !== undefined) await note(context, escapeAsOneLine(reason));
}

/** A sweep that resumes others has no trials where these tried every point of its search space. */
function describeNoTrials({ hyperdriveConfig }: HyperDriveRun, { status }: SweepUpdate): string {
  const isTried =
    status === 'Completed' &&
    hyperdriveConfig.resumeFrom.length > 0 &&
    searchSpaceSize(hyperdriveConfig.hyperparameterSampling) !== undefined;
  return isTried ? 'no trials, as every combination was tried in the sweeps that it resumes' : 'no trials';
}

async function printTop({ io }: CommandContext, sweep: HyperDriveRun, top: readonly ChildSummary[]): Promise<void> {
  const { primaryMetricName, primaryMetricGoal } = sweep.hyperdriveConfig;
  const heading = `The best ${top.length} by ${escapeForTerminal(primaryMetricName)} (${primaryMetricGoal}):`;
  // In a pipe an empty line separates the tables.
  await io.stdout.write(io.stdout.isTerminal ? `\n${heading}\n\n` : '');
  await printChildTable(io, top.map(childToRow), { sweepId: sweep.id, metricName: primaryMetricName });
  await io.stdout.write('\n');
}

async function printNextCommands(
  context: CommandContext,
  sweep: HyperDriveRun,
  { best, failed }: { readonly best: BestOfSweep | undefined; readonly failed: string | undefined },
): Promise<void> {
  const ofFailed = failed === undefined ? [] : [{ words: ['logs', failed], shows: 'what a trial that failed printed' }];
  const commands = [
    ...ofFailed,
    { words: ['children', sweep.id], shows: 'all children' },
    ...(best === undefined ? [] : [{ words: ['best', sweep.id], shows: 'the best run' }]),
    { words: ['metrics', sweep.id], shows: 'everything that was logged' },
    ...(best === undefined
      ? []
      : [{ words: ['download', best.run.id], shows: 'save the files of the best run, such as its model' }]),
    { words: ['logs', best?.run.id ?? sweep.id], shows: best === undefined ? "the sweep's log" : "the best run's log" },
    { words: ['list'], shows: 'all sweeps' },
  ].map(({ words, shows }) => ({ line: commandLine(context, ...words), shows }));
  const { stderr, env } = context.io;
  const width = Math.max(...commands.map(({ line }) => line.length));
  const longest = Math.max(...commands.map(({ shows }) => shows.length));
  // A command that is broken over two lines cannot be copied: what it shows is printed where there is room.
  const isRoom = !stderr.isTerminal || width + longest + 6 <= (stderr.columns ?? defaultWidth);
  const style = styleFor(stderr, env);
  await note(context, '\nNext steps:');
  for (const { line, shows } of commands) {
    await note(context, isRoom ? `  ${line.padEnd(width)}  ${style.dim(`# ${shows}`)}` : `  ${line}`);
  }
}
