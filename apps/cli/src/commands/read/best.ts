import type { BestRunExplanation, HyperDriveRun } from '@hyperdrive-run/sdk';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { type BestOfSweep, bestOfExplanation, bestOfSweep } from '../../present/best-of-sweep.js';
import { bestToFields } from '../../present/best-to-fields.js';
import { bestToJson } from '../../present/best-to-json.js';
import { explanationToFields, explanationToJson, missingBestToFields } from '../../present/explain-best.js';
import { explainMissingBest } from '../../present/explain-missing-best.js';
import { findFailedTrial } from '../../present/find-failed-trial.js';
import { checkGate, isGated, type ReleaseGate } from '../../present/release-gate.js';

export interface BestOptions extends ReleaseGate {
  /** False leaves out runs that failed, and so on. */
  readonly failed: boolean;
  readonly canceled: boolean;
  readonly resumed: boolean;
  /** Shows why it is the best. */
  readonly explain?: boolean | undefined;
  /** Continues where something cannot be read, and reports that the best is provisional. */
  readonly partial?: boolean | undefined;
}

/** `hyperdrive best RUN`: the best child, with its hyperparameters. */
export async function showBest(
  context: CommandContext,
  runId: string,
  { failed, canceled, resumed, explain, partial, ...gate }: BestOptions,
): Promise<ExitCode> {
  const onWarning = warningWriter(context);
  const options = {
    includeFailed: failed,
    includeCanceled: canceled,
    includeResumeFromRuns: resumed,
    onUnreadable: partial === true ? 'report' : 'reject',
    onWarning,
    // It was asked for a moment ago.
    reuseRecord: true,
  } as const;
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, runId);
    // An explanation names the best run, too: it is not searched twice.
    const explanation = explain === true ? await sweep.explainBestRun(options) : undefined;
    let reasonsMissing = explanation;
    const onMissing = (reasons: BestRunExplanation): void => {
      reasonsMissing = reasons;
    };
    const best = await (explanation === undefined
      ? bestOfSweep(sweep, { ...options, onMissing })
      : bestOfExplanation(sweep, explanation));
    if (best === undefined) {
      const reasons = reasonsMissing ?? (await sweep.explainBestRun(options));
      await printMissing(context, sweep, { reasons, isExplained: explain === true });
      return isGated(gate) ? exitCode.failure : exitCode.noBestRun;
    }
    await printBest(context, sweep, { best, explanation });
    checkGate(gate, best);
    return exitCode.ok;
  });
}

async function printBest(
  context: CommandContext,
  sweep: HyperDriveRun,
  { best, explanation }: { readonly best: BestOfSweep; readonly explanation: BestRunExplanation | undefined },
): Promise<void> {
  if (context.globals.json) {
    const reasons = explanation === undefined ? [] : [['explanation', explanationToJson(explanation)] as const];
    return printJson(context.io, new Map([...bestToJson(best), ...reasons]));
  }
  const reasons = explanation === undefined ? [] : explanationToFields(explanation, sweep.id);
  await printFields(context.io, [...bestToFields(context, best), ...reasons]);
}

async function printMissing(
  context: CommandContext,
  sweep: HyperDriveRun,
  { reasons, isExplained }: { readonly reasons: BestRunExplanation; readonly isExplained: boolean },
): Promise<void> {
  const { io, globals } = context;
  if (globals.json) {
    const document = isExplained ? jsonFields({ runId: null, explanation: explanationToJson(reasons) }) : null;
    await printJson(io, document);
  }
  await noteMissing(context, sweep, reasons);
  if (isExplained && !globals.json) await printFields(io, missingBestToFields(reasons, sweep.id));
}

async function noteMissing(
  context: CommandContext,
  sweep: HyperDriveRun,
  explanation: BestRunExplanation,
): Promise<void> {
  const { what, hint } = explainMissingBest(explanation, sweep.hyperdriveConfig.primaryMetric);
  await note(context, what);
  const failed = await findFailedTrial(sweep);
  // Where nothing was logged, what the trials printed shows why, and their metrics do not.
  if (failed === undefined || explanation.loggedMetricNames.length > 0) {
    await note(context, hint(commandLine(context, 'metrics', sweep.id), commandLine(context, 'status', sweep.id)));
  }
  if (failed !== undefined) {
    await note(context, `See what a trial that failed printed: ${commandLine(context, 'logs', failed)}`);
  }
}
