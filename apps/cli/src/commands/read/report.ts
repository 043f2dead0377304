import path from 'node:path';
import type { ChartData } from '@hyperdrive-run/charts';
import type { HyperDriveRun, RunRecord } from '@hyperdrive-run/sdk';
import { chartDataOf } from '@hyperdrive-run/sdk/charts';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { checkNoneThere, folderNameOf } from '../../export/save-file.js';
import { saveText } from '../../export/save-text.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { bestOfSweep } from '../../present/best-of-sweep.js';
import { describePolicy } from '../../present/describe-policy.js';
import { reportHtml } from '../../report/report-html.js';
import type { SummaryOfSweep } from '../../report/report-summary.js';

export interface ReportOptions {
  /** Which of a trial's logged values stands for it. */
  readonly scope: ChartData['scope'];
  /** The file to write; by default one named after the sweep. */
  readonly output?: string | undefined;
  /** Overwrites an existing file. */
  readonly force?: boolean | undefined;
}

/** `hyperdrive report SWEEP`: a sweep as one HTML file with charts and tables. */
export async function reportSweep(
  context: CommandContext,
  sweepId: string,
  { scope, output, force }: ReportOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const named = output === undefined ? undefined : path.resolve(io.cwd, output);
  if (named !== undefined && force !== true) checkNoneThere([named]);
  return withWorkspace(context, async (workspace) => {
    const sweep = await findSweep(context, workspace, sweepId);
    const file = named ?? path.resolve(io.cwd, `${folderNameOf(sweep.id)}.html`);
    if (force !== true) checkNoneThere([file]);
    const onWarning = warningWriter(context);
    const read = { scope, onWarning, onUnreadable: 'report' as const };
    const data = await chartDataOf(sweep, read);
    const children = await sweep.getChildrenSortedByPrimaryMetric(read);
    const records = new Map<string, RunRecord>();
    for await (const { id, record } of sweep.getChildren()) if (record !== undefined) records.set(id, record);
    const summary = await summaryOf(sweep);
    const text = reportHtml({
      title: sweep.record?.displayName ?? sweep.id,
      summary,
      // The policy judges by what the sweep itself defines, and not by what was named on the command line.
      data: { ...data, policy: globals.primaryMetric === undefined ? data.policy : undefined },
      trials: { sweepId: sweep.id, metric: data.metric, children, records, bestRunId: summary.best?.runId },
      now: new Date(),
    });
    const bytes = await saveText(file, text);
    if (globals.json) await printJson(io, jsonFields({ runId: sweep.id, path: file, bytes }));
    else {
      await io.stdout.write(`${escapeForTerminal(file)}\n`);
      await note(context, `Reported ${escapeForTerminal(sweep.id)}, ${formatBytes(bytes)}.`);
    }
    return exitCode.ok;
  });
}

async function summaryOf(sweep: HyperDriveRun): Promise<SummaryOfSweep> {
  const best = await bestOfSweep(sweep, { onUnreadable: 'report' });
  const status = await sweep.getStatus({ refresh: true });
  const { record, hyperdriveConfig: config } = sweep;
  return {
    runId: sweep.id,
    status,
    experiment: record?.experimentName,
    startTime: record?.startTime,
    endTime: record?.endTime,
    primaryMetric: config.primaryMetric,
    childrenByStatus: await sweep.countTrials(),
    sampling: config.hyperparameterSampling.kind,
    policy: describePolicy(config.policy),
    best: best && {
      runId: best.run.id,
      value: best.value,
      hyperparameters: best.hyperparameters,
      isProvisional: best.provisionalBecause.length > 0,
    },
  };
}
