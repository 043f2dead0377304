import {
  describePlacement,
  type HyperDriveConfig,
  HyperDriveRun,
  isTerminalStatus,
  type JsonObject,
  placementOf,
  plannedTrials,
  type Run,
  type RunRecord,
  type RunStatus,
} from '@hyperdrive-run/sdk';
import type { CommandContext } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { asGroup, findRun } from '../../open/find-run.js';
import { noteIdleService } from '../../open/note-idle-service.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeAsOneLine, escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatCounts } from '../../output/format/format-counts.js';
import { formatStatus } from '../../output/format/format-status.js';
import { formatDuration, formatLocalTime, formatTime } from '../../output/format/format-time.js';
import { jsonFields } from '../../output/json-fields.js';
import { type Field, printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { type LastOutput, readLastOutput } from '../../present/read-last-output.js';
import { trialFields, trialToJson } from '../../present/trial-fields.js';
import { readTrialResult } from '../../present/trial-result.js';

/** `hyperdrive status RUN`: the state of a sweep, or of any run. */
export async function showStatus(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace, opened) => {
    const run = await findRun(context, workspace, runId);
    const group = asGroup(run);
    const counts = group instanceof HyperDriveRun ? await group.countTrials() : undefined;
    const isSweep = group instanceof HyperDriveRun;
    const [output, result] = isSweep
      ? []
      : await Promise.all([readLastOutput(group), readTrialResult(workspace, group)]);
    if (context.globals.json) {
      await printJson(context.io, new Map([...statusToJson(run, counts, output), ...trialToJson(result)]));
    } else {
      const ofTrial = trialFields(result, styleFor(context.io.stdout, context.io.env));
      await printFields(context.io, [...statusToFields(context, run, counts), ...ofTrial, ...outputToFields(output)]);
      await printOutput(context, output);
    }
    await noteIdleService(context, opened, run);
    return exitCode.ok;
  });
}

type Counts = ReadonlyMap<RunStatus, number> | undefined;

function statusToJson(run: Run | HyperDriveRun, counts: Counts, output: LastOutput | undefined): JsonObject {
  const { record } = run;
  const config = run instanceof HyperDriveRun ? run.hyperdriveConfig : undefined;
  const placement = record && placementOf(record);
  return jsonFields({
    runId: run.id,
    status: record?.status,
    experiment: run.experiment.name === '' ? undefined : run.experiment.name,
    type: run.type,
    displayName: run.name,
    parentRunId: record?.parentRunId,
    primaryMetric: config && jsonFields({ name: config.primaryMetricName, goal: config.primaryMetricGoal }),
    limits: config?.hasLimits
      ? jsonFields({
          maxTotalRuns: config.maxTotalRuns,
          plannedTrials: plannedTrials(config, record),
          maxConcurrentRuns: config.maxConcurrentRuns,
          maxDurationMinutes: config.maxDurationMinutes,
        })
      : undefined,
    childrenByStatus: counts,
    createdTime: record?.createdTime,
    startTime: record?.startTime,
    endTime: record?.endTime,
    cancellationReason: record?.cancellationReason,
    queueMessage: record?.queueMessage,
    placement: placement && jsonFields({ ...placement }),
    error: record?.error && jsonFields({ code: record.error.code, message: record.error.message }),
    warnings: record?.warnings,
    portalUrl: run.getPortalUrl(),
    lastOutput: output?.lines,
  });
}

function statusToFields({ io }: CommandContext, run: Run | HyperDriveRun, counts: Counts): Field[] {
  const style = styleFor(io.stdout, io.env);
  const { record } = run;
  const config = run instanceof HyperDriveRun ? run.hyperdriveConfig : undefined;
  const status = record?.status ?? '';
  const text = (name: string, title: string, value: string | undefined): Field => ({
    name,
    title,
    plain: escapeAsOneLine(value ?? ''),
  });
  return [
    { ...text('runId', config === undefined ? 'Run' : 'Sweep', run.id), shown: style.bold(escapeForTerminal(run.id)) },
    text('displayName', 'Name', run.name === run.id ? undefined : run.name),
    text('experiment', 'Experiment', run.experiment.name),
    text('parentRunId', 'Parent', record?.parentRunId),
    { ...text('status', 'Status', status), shown: formatStatus(status, style) },
    text('primaryMetric', 'Metric', config && `${config.primaryMetricName} (${config.primaryMetricGoal})`),
    text('children', 'Children', counts && formatCounts(counts)),
    text('limits', 'Limits', config && limitsText(config, record, counts)),
    { ...text('startTime', 'Started', formatTime(record?.startTime)), shown: formatLocalTime(record?.startTime) },
    {
      ...text('endTime', 'Ended', formatTime(record?.endTime)),
      shown: endText(record, config !== undefined && retriedTrials(config, record, counts) > 0),
    },
    text('placement', 'Runs on', placementText(record)),
    text('cancellationReason', 'Canceled', record?.cancellationReason),
    text('queueMessage', 'Waiting', isTerminalStatus(status) ? undefined : record?.queueMessage),
    text('error', 'Error', record?.error?.message ?? record?.error?.code),
    text('warnings', 'Warnings', record?.warnings.join('; ')),
    text('portalUrl', 'Page', run.getPortalUrl()),
  ];
}

/** What it waits for has a line of its own. */
function placementText(record: RunRecord | undefined): string | undefined {
  const placement = record && placementOf(record);
  return describePlacement(placement && { ...placement, waitsFor: undefined });
}

/** Nothing where nobody set any: the nested runs of another tool have none. */
function limitsText(config: HyperDriveConfig, record: RunRecord | undefined, counts: Counts): string {
  if (!config.hasLimits) return '';
  const retried = retriedTrials(config, record, counts);
  const more = retried > 0 ? `; ${retried} more by retries` : '';
  return `${plannedTrials(config, record)} trials, ${config.maxConcurrentRuns} at a time${more}`;
}

/** How many trials are beyond those that the sweep was to have: a retry is a trial of its own. */
function retriedTrials(config: HyperDriveConfig, record: RunRecord | undefined, counts: Counts): number {
  if (!config.hasLimits) return 0;
  const trials = [...(counts?.values() ?? [])].reduce((sum, count) => sum + count, 0);
  return Math.max(0, trials - plannedTrials(config, record));
}

/** For programs; a person sees the lines below the rest. */
function outputToFields(output: LastOutput | undefined): Field[] {
  const plain = output === undefined ? '' : escapeForTerminal(output.lines.join('\n'));
  return [{ name: 'lastOutput', title: '', plain, shown: '' }];
}

async function printOutput({ io }: CommandContext, output: LastOutput | undefined): Promise<void> {
  if (output === undefined || !io.stdout.isTerminal) return;
  const style = styleFor(io.stdout, io.env);
  const lines = output.lines.map((line) => `  ${line}\n`).join('');
  await io.stdout.write(`\n${style.dim(`The end of ${escapeForTerminal(output.name)}:`)}\n${lines}`);
}

function endText(record: Run['record'], isRetried: boolean): string {
  const { startTime, endTime } = record ?? {};
  if (endTime === undefined) return '';
  if (startTime === undefined) return formatLocalTime(endTime);
  return `${formatLocalTime(endTime)} (after ${formatDuration(endTime.getTime() - startTime.getTime())}${isRetried ? ', the time before the retry included' : ''})`;
}
