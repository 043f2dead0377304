import { type BestRunExplanation, type HyperDriveRun, type JsonObject, writeJson } from '@hyperdrive-run/sdk';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatNumber } from '../../output/format/format-number.js';
import { formatStatus } from '../../output/format/format-status.js';
import { formatValue, plainValue } from '../../output/format/format-value.js';
import { jsonFields } from '../../output/json-fields.js';
import { type Field, printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { type BestOfSweep, bestOfExplanation, bestOfSweep, hyperparametersOf } from '../../present/best-of-sweep.js';
import { explanationToFields, explanationToJson, missingBestToFields } from '../../present/explain-best.js';
import { explainMissingBest } from '../../present/explain-missing-best.js';
import { findFailedTrial } from '../../present/find-failed-trial.js';
import { provisionalText } from '../../present/provisional-text.js';

export interface BestOptions {
  /** False leaves out runs that failed, and so on. */
  readonly failed: boolean;
  readonly canceled: boolean;
  readonly resumed: boolean;
  /** Says why it is the best. */
  readonly explain?: boolean | undefined;
  /** Goes on where something cannot be read, and says that the best is provisional. */
  readonly partial?: boolean | undefined;
}

/** `hyperdrive best RUN`: the best child, with its hyperparameters. */
export async function showBest(
  context: CommandContext,
  runId: string,
  { failed, canceled, resumed, explain, partial }: BestOptions,
): Promise<ExitCode> {
  const onWarning = warningWriter(context);
  const options = {
    includeFailed: failed,
    includeCanceled: canceled,
    includeResumeFromRuns: resumed,
    onUnreadable: partial === true ? 'report' : 'reject',
    onWarning,
  } as const;
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, runId);
    const reasonsAsked = explain === true ? await sweep.explainBestRun(options) : undefined;
    const best =
      reasonsAsked === undefined ? await bestOfSweep(sweep, options) : bestOfExplanation(sweep, reasonsAsked);
    if (best === undefined) {
      const explanation = reasonsAsked ?? (await sweep.explainBestRun(options));
      if (context.globals.json) {
        const reasons = jsonFields({ runId: null, explanation: explanationToJson(explanation) });
        await printJson(context.io, explain === true ? reasons : null);
      }
      await tellMissing(context, sweep, explanation);
      if (explain === true && !context.globals.json)
        await printFields(context.io, missingBestToFields(explanation, sweep.id));
      return exitCode.noBestRun;
    }
    const explanation = reasonsAsked;
    if (context.globals.json) {
      const reasons = explanation === undefined ? [] : [['explanation', explanationToJson(explanation)] as const];
      await printJson(context.io, new Map([...(await bestToJson(best)), ...reasons]));
      return exitCode.ok;
    }
    const reasons = explanation === undefined ? [] : explanationToFields(explanation, sweep.id);
    await printFields(context.io, [...(await bestToFields(context, best)), ...reasons]);
    return exitCode.ok;
  });
}

async function tellMissing(
  context: CommandContext,
  sweep: HyperDriveRun,
  explanation: BestRunExplanation,
): Promise<void> {
  const { what, hint } = explainMissingBest(explanation, sweep.hyperdriveConfig.primaryMetric);
  await note(context, what);
  const failed = await findFailedTrial(sweep);
  // Where nothing was logged, what the trials printed says why, and their metrics say nothing.
  if (failed === undefined || explanation.loggedMetricNames.length > 0) {
    await note(context, hint(commandLine(context, 'metrics', sweep.id), commandLine(context, 'status', sweep.id)));
  }
  if (failed !== undefined) {
    await note(context, `See what a trial that failed printed: ${commandLine(context, 'logs', failed)}`);
  }
}

/** A best run as `--json` shows it. */
export async function bestToJson(best: BestOfSweep): Promise<JsonObject> {
  const { run, value, primaryMetric, sweepId, provisionalBecause } = best;
  return jsonFields({
    runId: run.id,
    bestPrimaryMetric: value ?? null,
    hyperparameters: await hyperparametersOf(best),
    status: await run.getStatus(),
    primaryMetric: jsonFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    sweepId,
    provisional: provisionalBecause.length > 0,
    provisionalBecause,
  });
}

/** A best run as it is told to people, or to `cut` and `awk`. */
export async function bestToFields(context: CommandContext, best: BestOfSweep): Promise<Field[]> {
  const { run, value, primaryMetric, sweepId, provisionalBecause } = best;
  const because = provisionalText(provisionalBecause);
  const style = styleFor(context.io.stdout, context.io.env);
  const status = await run.getStatus();
  const hyperparameters = await hyperparametersOf(best);
  return [
    {
      name: 'runId',
      title: 'Best run',
      plain: escapeForTerminal(run.id),
      shown: style.bold(escapeForTerminal(run.id)),
    },
    {
      name: 'bestPrimaryMetric',
      title: escapeForTerminal(primaryMetric.name),
      plain: plainValue(value),
      shown: value === undefined ? '' : style.bold(formatNumber(value)),
    },
    { name: 'status', title: 'Status', plain: escapeForTerminal(status), shown: formatStatus(status, style) },
    { name: 'provisional', title: 'Provisional', plain: because, shown: because },
    { name: 'sweepId', title: 'Sweep', plain: escapeForTerminal(sweepId), shown: '' },
    { name: 'hyperparameters', title: '', plain: plainValue(writeJson(hyperparameters)), shown: '' },
    ...[...hyperparameters].map(([name, item]) => ({
      name: '',
      title: `  ${escapeForTerminal(name)}`,
      plain: '',
      shown: formatValue(item),
    })),
  ];
}
