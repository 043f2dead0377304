import {
  describeDecision,
  describePlacement,
  type EarlyTerminationExplanation,
  experimentOfSweepId,
  HyperDriveRun,
  type JsonObject,
  type NotJudgedReason,
  type PolicyDecision,
  placementOf,
  policyToJson,
  type Workspace,
} from '@hyperdrive-run/sdk';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep, lookupIn, openRun } from '../../open/find-run.js';
import { withRunId } from '../../open/ids/with-run-id.js';
import { experimentId, isMlflow } from '../../open/mlflow-advice.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeAsOneLine, escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatStatus } from '../../output/format/format-status.js';
import { jsonFields } from '../../output/json-fields.js';
import { printFields } from '../../output/lines/print-fields.js';
import { printJson } from '../../output/print-json.js';
import { styleFor } from '../../output/style.js';
import { printDecisionTable } from '../../output/tables/decision-table.js';
import { describePolicy } from '../../present/describe-policy.js';

/** `hyperdrive explain TRIAL`: why the early termination policy of its sweep stopped a trial, or kept it. */
export async function explainTrial(context: CommandContext, runId: string): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const { sweep, trialId } = await findSweepOf(context, workspace, runId);
    const explanation = await sweep.explainEarlyTermination(trialId, { onUnreadable: 'report' });
    for (const [id, { message }] of explanation.unreadable) {
      await note(context, `Trial ${id} is left out, because its metrics could not be read: ${message}`);
    }
    if (context.globals.json) {
      await printJson(context.io, explanationToJson(explanation, sweep.id));
      return exitCode.ok;
    }
    const { decisions, reason, differs } = explanation;
    if (context.io.stdout.isTerminal) await printSummary(context, explanation, sweep.id);
    if (reason !== undefined) await note(context, sentenceOf(reason, explanation));
    if (decisions.length > 0) await printDecisionTable(context.io, explanation, sweep.id);
    if (differs) await note(context, differing);
    return exitCode.ok;
  });
}

const differing =
  'The recomputed decisions are not the recorded one: the order in which the trials logged is known from their times only. What is recorded is what happened.';

async function findSweepOf(
  context: CommandContext,
  workspace: Workspace,
  text: string,
): Promise<{ readonly sweep: HyperDriveRun; readonly trialId: string }> {
  // What is to be judged by a metric is the sweep; the trial itself is looked up as what it is.
  const run = await withRunId(context, lookupIn(context, workspace), text, (id) =>
    openRun(context, workspace, { runId: id, isTrial: true }),
  );
  const runId = run.id;
  if (run instanceof HyperDriveRun || experimentOfSweepId(runId) !== undefined) {
    const message = `${runId} is a sweep, and explain takes one of its trials.`;
    throw new CliError({ message, hint: `See them with: ${commandLine(context, 'children', runId)}` });
  }
  // On MLflow a trial need not have a parent: then it is one of its experiment.
  const { name } = run.experiment;
  const alone = isMlflow(context) && name !== '' ? experimentId(context, name) : undefined;
  const parentId = run.record?.parentRunId ?? alone;
  if (parentId === undefined) {
    const message = `${runId} is no trial of a sweep: it has no parent run.`;
    throw new CliError({ message, hint: `See the sweeps with: ${commandLine(context, 'list')}` });
  }
  return { sweep: await findSweep(context, workspace, parentId), trialId: runId };
}

/** For a terminal only: programs read the table, or `--json`. */
async function printSummary(
  { io }: CommandContext,
  explanation: EarlyTerminationExplanation,
  sweepId: string,
): Promise<void> {
  const { trial, policy, primaryMetric, loggedValues, recorded } = explanation;
  const style = styleFor(io.stdout, io.env);
  const text = (title: string, shown: string) => ({ name: '', title, plain: '', shown });
  const reason = (words: string | undefined): string => escapeAsOneLine((words ?? '').replaceAll(`${sweepId}_`, '…_'));
  await printFields(io, [
    text('Trial', style.bold(escapeForTerminal(trial.runId))),
    text('Status', formatStatus(trial.status, style)),
    text('Ran on', escapeAsOneLine(describePlacement(placementOf(trial)) ?? '')),
    text('Policy', describePolicy(policy)),
    text('Metric', `${escapeForTerminal(primaryMetric.name)} (${primaryMetric.goal}), logged ${times(loggedValues)}`),
    text('Recorded', reason(recorded && describeDecision(recorded, primaryMetric.name))),
    // The recorded decision gives the same reason in its own words.
    text('Canceled', recorded === undefined ? reason(trial.cancellationReason) : ''),
  ]);
  await io.stdout.write('\n');
}

function times(count: number): string {
  return `${count} ${count === 1 ? 'time' : 'times'}`;
}

function sentenceOf(
  reason: NotJudgedReason,
  { policy, primaryMetric, loggedValues }: EarlyTerminationExplanation,
): string {
  const name = escapeForTerminal(primaryMetric.name);
  switch (reason) {
    case 'no-policy':
      return 'The sweep has no early termination policy: it stops no trial by itself.';
    case 'unknown-policy':
      return `The sweep's policy cannot be applied here: ${describePolicy(policy)}.`;
    case 'pruned':
      return 'The search that chose the trial pruned it, by rules of its own; no policy of the sweep took part.';
    case 'not-logged':
      return `The trial was never judged: it has not logged ${name}.`;
    case 'not-a-number':
      return `The trial was never judged: what it logged of ${name} by then are no numbers.`;
    default:
      return `The trial was never judged: it logged ${name} ${times(loggedValues)}, fewer than the policy waits for.`;
  }
}

function explanationToJson(explanation: EarlyTerminationExplanation, sweepId: string): JsonObject {
  const { trial, policy, primaryMetric, recorded, decisions, differs, loggedValues, reason, unreadable } = explanation;
  return jsonFields({
    runId: trial.runId,
    sweepId,
    status: trial.status,
    cancellationReason: trial.cancellationReason ?? null,
    policy: policyToJson(policy),
    primaryMetric: jsonFields({ name: primaryMetric.name, goal: primaryMetric.goal }),
    loggedValues,
    recorded: recorded === undefined ? null : decisionToJson(recorded),
    decisions: decisions.map(decisionToJson),
    differs,
    reason: reason ?? null,
    unreadable: [...unreadable.keys()],
  });
}

function decisionToJson(decision: PolicyDecision): JsonObject {
  return jsonFields({ ...decision, threshold: decision.threshold ?? null });
}
