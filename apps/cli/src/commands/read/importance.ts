import { type HyperparameterImportance, type ImportanceReport, importanceOf } from '@hyperdrive-run/sdk/importance';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBar } from '../../output/format/format-bar.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { printTable } from '../../output/tables/print-table.js';

export interface ImportanceOptions {
  readonly seed?: number | undefined;
}

/** `hyperdrive importance RUN`: how much each hyperparameter matters for the primary metric. */
export async function showImportance(
  context: CommandContext,
  runId: string,
  { seed }: ImportanceOptions,
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, runId);
    const report = await importanceOf(sweep, { seed, onWarning: warningWriter(context) });
    if (context.globals.json) {
      const importances = report.importances.map((importance) => jsonFields({ ...importance }));
      await printJson(context.io, jsonFields({ ...report, importances }));
      return exitCode.ok;
    }
    if (report.importances.length > 0) await printImportances(context, report.importances);
    for (const sentence of sentencesOf(report, sweep.hyperdriveConfig.primaryMetricName)) await note(context, sentence);
    return exitCode.ok;
  });
}

async function printImportances(
  { io }: CommandContext,
  importances: readonly HyperparameterImportance[],
): Promise<void> {
  const style = styleFor(io.stdout, io.env);
  const percent = (share: number): string => `${Math.round(share * 100)} %`;
  const most = Math.max(...importances.map(({ share }) => share));
  await printTable(io, {
    plain: () => ({
      names: ['name', 'share', 'uncertainty', 'impurity'],
      rows: importances.map(({ name, share, uncertainty, impurity }) => [
        escapeForTerminal(name),
        String(share),
        String(uncertainty),
        String(impurity),
      ]),
    }),
    layouts: () => {
      const layout = (width: number) => ({
        headings: ['hyperparameter', 'matters', '±', '', 'in all trees'],
        rows: importances.map(({ name, share, uncertainty, impurity }) => [
          escapeForTerminal(name),
          percent(share),
          percent(uncertainty),
          style.cyan(formatBar(most > 0 ? share / most : 0, width)),
          percent(impurity),
        ]),
        aligns: ['left', 'right', 'right', 'left', 'right'] as const,
        elastic: 0,
      });
      return [layout(40), layout(20), layout(10)];
    },
  });
}

function sentencesOf({ trials, verdict, leftOut, explained }: ImportanceReport, metric: string): readonly string[] {
  const name = escapeForTerminal(metric);
  const counted = `${trials} ${trials === 1 ? 'child' : 'children'} that logged ${name}`;
  const verdicts = {
    clear: `From ${counted}; a forest of trees explains ${Math.round((explained ?? 0) * 100)} % of what it has not seen.`,
    'too-few-trials': `There are too few trials to tell: ${counted}. Take these shares for no more than a hint.`,
    unexplained: `From ${counted}, whose hyperparameters hardly explain ${name}: these shares may be those of noise.`,
  };
  const others = leftOut.map(escapeForTerminal).join(', ');
  return [
    verdicts[verdict],
    ...(leftOut.length === 0 ? [] : [`Not compared, as only some trials have them: ${others}.`]),
  ];
}
