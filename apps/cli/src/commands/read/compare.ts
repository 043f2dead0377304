import { HyperDriveRun, type JsonObject, type JsonValue, type Run, type Workspace } from '@hyperdrive-run/sdk';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asGroup, findRun } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatDuration } from '../../output/format/format-time.js';
import { formatValue, plainValue } from '../../output/format/format-value.js';
import { shortestIds, shortTrialId } from '../../output/format/shortest-ids.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { printTable } from '../../output/tables/print-table.js';
import { describeForComparison } from '../../present/compare-sweeps.js';
import { describeTrialForComparison } from '../../present/compare-trials.js';
import { type ComparedLine, type ComparedRun, compareResults, compareSettings } from '../../present/compared-runs.js';

/** `hyperdrive compare A B`: two sweeps or two trials beside each other. */
export async function compareRuns(context: CommandContext, first: string, second: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const [left, right] = await Promise.all([
      findRun(context, workspace, first).then(asGroup),
      findRun(context, workspace, second).then(asGroup),
    ]);
    if (left instanceof HyperDriveRun !== right instanceof HyperDriveRun) {
      const [sweep, trial] = left instanceof HyperDriveRun ? [left, right] : [right, left];
      throw usageError(
        `${JSON.stringify(sweep.id)} is a sweep, and ${JSON.stringify(trial.id)} is none.`,
        'Compare two sweeps, or two trials.',
      );
    }
    const [a, b] = await Promise.all([describeRun(context, workspace, left), describeRun(context, workspace, right)]);
    const results = compareResults(a, b);
    const differences = compareSettings(a, b);
    if (context.globals.json) {
      const json = {
        a: a.runId,
        b: b.runId,
        results: results.map(lineToJson),
        differences: differences.map(lineToJson),
      };
      await printJson(context.io, jsonFields(json));
      return exitCode.ok;
    }
    await printLines(context, [a, b], [...results, ...differences]);
    if (differences.length === 0) {
      const what = left instanceof HyperDriveRun ? 'They were defined alike.' : 'Their hyperparameters are the same.';
      await note(context, what);
    }
    return exitCode.ok;
  });
}

function describeRun(context: CommandContext, workspace: Workspace, run: Run | HyperDriveRun): Promise<ComparedRun> {
  return run instanceof HyperDriveRun
    ? describeForComparison(run, warningWriter(context))
    : describeTrialForComparison(workspace, run);
}

function lineToJson({ name, a, b }: ComparedLine): JsonObject {
  return jsonFields({ name, a: a ?? null, b: b ?? null });
}

async function printLines(
  { io }: CommandContext,
  runs: readonly [ComparedRun, ComparedRun],
  lines: readonly ComparedLine[],
): Promise<void> {
  const style = styleFor(io.stdout, io.env);
  const ids = runs.map(({ runId }) => runId);
  const short = shortestIds(ids);
  const inShort = (id: string): string => {
    const trial = shortTrialId(id);
    return escapeForTerminal(trial === id ? (short.get(id) ?? id) : trial);
  };
  const rows = (show: (line: ComparedLine, value: JsonValue | undefined) => string): string[][] =>
    lines.map((line) => [escapeForTerminal(line.name), show(line, line.a), show(line, line.b)]);
  const shown = (showId: (id: string) => string) => ({
    headings: ['', ...ids.map(showId)],
    rows: rows(({ name }, value) => {
      if (value === undefined) return style.dim('–');
      if (name === 'best run' && typeof value === 'string') return showId(value);
      return name === 'seconds' ? formatDuration(Number(value) * 1000) : formatValue(value);
    }).map(([name = '', ...others]) => [name === 'seconds' ? 'took' : name, ...others]),
  });
  await printTable(io, {
    plain: () => ({
      names: ['name', ...ids.map(escapeForTerminal)],
      rows: rows((_, value) => plainValue(value)),
    }),
    layouts: () => [shown(escapeForTerminal), shown(inShort)],
  });
}
