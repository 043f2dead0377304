import path from 'node:path';
import {
  type ChartData,
  type ChartKind,
  type ChartOptions,
  type ChartScene,
  drawChart,
  toSvg,
} from '@hyperdrive-run/charts';
import type { JsonValue } from '@hyperdrive-run/sdk';
import { chartDataOf } from '@hyperdrive-run/sdk/charts';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { checkNoneThere } from '../../export/save-file.js';
import { saveText } from '../../export/save-text.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface PlotOptions {
  readonly kind: ChartKind;
  /** Which of a trial's logged values stands for it. */
  readonly scope: ChartData['scope'];
  readonly over?: string | undefined;
  readonly along?: string | undefined;
  /** Numbers or ids of trials. */
  readonly trial?: readonly string[] | undefined;
  readonly hyperparameter?: readonly string[] | undefined;
  readonly cumulative?: boolean | undefined;
  readonly width?: number | undefined;
  readonly height?: number | undefined;
  /** The file to write; standard output without it. */
  readonly output?: string | undefined;
  /** Overwrites an existing file. */
  readonly force?: boolean | undefined;
}

/** `hyperdrive plot SWEEP`: a chart as SVG; with `--json` and no file what is behind it, as rows. */
export async function plotSweep(context: CommandContext, sweepId: string, options: PlotOptions): Promise<ExitCode> {
  const { io, globals } = context;
  const chartOptions = toChartOptions(options);
  const { output } = options;
  if (output === undefined && io.stdout.isTerminal && !globals.json) {
    throw usageError('An SVG is for programs and not shown on a terminal.', 'Name a file with --output.');
  }
  const file = output === undefined ? undefined : path.resolve(io.cwd, output);
  if (file !== undefined && options.force !== true) checkNoneThere([file]);
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, sweepId);
    const data = await chartDataOf(sweep, {
      scope: options.scope,
      onWarning: warningWriter(context),
      onUnreadable: 'report',
    });
    // The policy judges by what the sweep itself defines, and not by what was named on the command line.
    const policy = globals.primaryMetric === undefined ? data.policy : undefined;
    checkHyperparameters(options.hyperparameter ?? [], data);
    const scene = drawChart(options.kind, { ...data, policy, chosen: chosenOf(data, options.trial) }, chartOptions);
    for (const sentence of scene.notes) await note(context, escapeForTerminal(sentence));
    if (file === undefined) {
      if (globals.json) await printJson(io, toJson(scene));
      else await io.stdout.write(toSvg(scene));
      return exitCode.ok;
    }
    const bytes = await saveText(file, toSvg(scene));
    if (globals.json) await printJson(io, jsonFields({ runId: sweep.id, kind: scene.kind, path: file, bytes }));
    else await io.stdout.write(`${escapeForTerminal(file)}\n`);
    return exitCode.ok;
  });
}

/** @throws CliError where an option is none of what it takes, or belongs to another kind */
function toChartOptions({ kind, over, along, hyperparameter, cumulative, width, height }: PlotOptions): ChartOptions {
  const [x, y] = hyperparameter ?? [];
  const refuse = (option: string, of: string): never => {
    throw usageError(`${option} and --kind ${kind} cannot be used together.`, `${option} is for --kind ${of}.`);
  };
  if (over !== undefined && kind !== 'best') refuse('--over', 'best');
  if (along !== undefined && kind !== 'curves') refuse('--along', 'curves');
  if (cumulative === true && kind !== 'distribution') refuse('--cumulative', 'distribution');
  if (x !== undefined && kind !== 'slice' && kind !== 'parallel' && kind !== 'contour') {
    refuse('--hyperparameter', 'slice, parallel or contour');
  }
  return {
    over: oneOf('--over', over, ['trials', 'time'] as const),
    along: oneOf('--along', along, ['logged', 'step', 'time'] as const),
    form: cumulative === true ? 'edf' : 'histogram',
    ...(kind === 'contour' ? { x, y } : { hyperparameters: hyperparameter }),
    width: checkSize('--width', width),
    height: checkSize('--height', height),
  };
}

/** Less than this has no room for axes. */
const leastSize = 120;

function checkSize(option: string, pixels: number | undefined): number | undefined {
  if (pixels === undefined || pixels >= leastSize) return pixels;
  throw usageError(`${option} is ${pixels}, but takes at least ${leastSize}.`, `Write for example ${option} 640.`);
}

function oneOf<Word extends string>(
  option: string,
  text: string | undefined,
  words: readonly Word[],
): Word | undefined {
  if (text === undefined) return undefined;
  const found = words.find((word) => word === text);
  if (found !== undefined) return found;
  throw usageError(
    `${option} is ${JSON.stringify(text)}, but takes ${words.join(', ')}.`,
    `Write for example ${option} ${words[0]}.`,
  );
}

/** @throws CliError where no trial and no range of the space has such a hyperparameter */
function checkHyperparameters(names: readonly string[], { trials, space }: ChartData): void {
  const unknown = names.find(
    (name) => space?.has(name) !== true && !trials.some((one) => one.hyperparameters?.has(name)),
  );
  if (unknown === undefined) return;
  const known = [
    ...new Set([...(space?.keys() ?? []), ...trials.flatMap((one) => [...(one.hyperparameters?.keys() ?? [])])]),
  ];
  throw usageError(
    `No trial has the hyperparameter ${JSON.stringify(unknown)}.`,
    known.length === 0 ? 'The sweep has none.' : `There are: ${known.slice(0, 10).join(', ')}.`,
  );
}

/** @throws CliError where there is no such trial */
function chosenOf({ trials }: ChartData, given: readonly string[] = []): readonly string[] {
  return given.map((text) => {
    const found = trials.find(({ runId, parentRunId }) => runId === text || runId === `${parentRunId}_${text}`);
    if (found !== undefined) return found.runId;
    throw usageError(
      `The sweep has no trial ${JSON.stringify(text)}.`,
      'Give its number or its id, such as --trial 7.',
    );
  });
}

function toJson({ kind, title, description, notes, table }: ChartScene): JsonValue {
  const rows = table.rows.map((row) => new Map(row.map((cell, index) => [table.columns[index] ?? '', cell ?? null])));
  return jsonFields({ kind, title, description, notes, rows });
}
