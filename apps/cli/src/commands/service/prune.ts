import { existsSync } from 'node:fs';
import path from 'node:path';
import type { PrunedRun, PruneResult } from '@hyperdrive-run/local';
import { usageError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { formatLocalTime, formatTime } from '../../output/format/format-time.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { printTable } from '../../output/tables/print-table.js';
import { withLocalClient } from '../../service/local-client.js';
import { requireFolder } from '../../service/require-folder.js';

export interface PruneOptions {
  /** In seconds. */
  readonly olderThan?: number | undefined;
  readonly keep?: number | undefined;
  /** Only outputs. */
  readonly outputs?: boolean | undefined;
  readonly dryRun?: boolean | undefined;
  readonly yes?: boolean | undefined;
}

/** `hyperdrive prune`: deletes sweeps that have ended, or their outputs. What has not ended is never touched. */
export async function prune(context: CommandContext, options: PruneOptions): Promise<ExitCode> {
  const folder = requireFolder(context, 'prune');
  const { olderThan, keep, outputs = false, dryRun = false, yes = false } = options;
  if (olderThan === undefined && keep === undefined) {
    throw usageError(
      'Which sweeps are to go? Neither --older-than nor --keep is given.',
      'Write for example --older-than 30d, or --keep 10 for all but the last ten; --keep 0 is every sweep that has ended.',
    );
  }
  // Where nothing was ever run, nothing is made either.
  const isThere = existsSync(path.join(folder, 'runs.db'));
  const isTrial = dryRun || !yes;
  const request = { olderThanSeconds: olderThan, keep, outputsOnly: outputs, dryRun: isTrial };
  const result: PruneResult = isThere
    ? await withLocalClient(folder, (client) => client.prune(request))
    : { pruned: [], databaseBytes: 0 };
  await (context.globals.json
    ? printResult(context, result, { dryRun: isTrial, outputs })
    : printPruned(context, result));
  if (!context.globals.json) await note(context, summary(result, { isTrial, outputs }));
  if (dryRun || yes || result.pruned.length === 0) return exitCode.ok;
  throw usageError('Nothing was deleted: what is deleted is gone for good.', 'Add --yes to delete it.');
}

async function printResult(
  { io }: CommandContext,
  { pruned, databaseBytes }: PruneResult,
  { dryRun, outputs }: { readonly dryRun: boolean; readonly outputs: boolean },
): Promise<void> {
  const runs = pruned.map(({ runId, experimentName, endTime, runs: count, bytes }) =>
    jsonFields({ runId, experiment: experimentName, endTime, runs: count, bytes }),
  );
  await printJson(
    io,
    jsonFields({ dryRun, outputsOnly: outputs, pruned: runs, filesBytes: filesBytes(pruned), databaseBytes }),
  );
}

async function printPruned({ io }: CommandContext, { pruned }: PruneResult): Promise<void> {
  if (pruned.length === 0) return;
  const cells = (run: PrunedRun, endTime: string, bytes: string): readonly string[] => [
    escapeForTerminal(run.runId),
    escapeForTerminal(run.experimentName),
    endTime,
    String(run.runs),
    bytes,
  ];
  await printTable(io, {
    plain: () => ({
      names: ['runId', 'experiment', 'endTime', 'runs', 'bytes'],
      rows: pruned.map((run) => cells(run, formatTime(run.endTime), String(run.bytes))),
    }),
    layouts: () => [
      {
        headings: ['sweep', 'experiment', 'ended', 'runs', 'files'],
        rows: pruned.map((run) => cells(run, formatLocalTime(run.endTime), formatBytes(run.bytes))),
        aligns: ['left', 'left', 'left', 'right', 'right'],
        elastic: 1,
      },
    ],
  });
}

function summary(
  { pruned, databaseBytes }: PruneResult,
  { isTrial, outputs }: { readonly isTrial: boolean; readonly outputs: boolean },
): string {
  if (pruned.length === 0) return 'There is nothing to prune.';
  const what = `${outputs ? 'the outputs of ' : ''}${pruned.length} ${pruned.length === 1 ? 'sweep' : 'sweeps'}`;
  const files = `${formatBytes(filesBytes(pruned))} of files`;
  if (isTrial) return `This would delete ${what}: ${files}${outputs ? '' : ', and what the database keeps of them'}.`;
  return `Deleted ${what}: ${files}${outputs ? '' : `; the database is ${formatBytes(databaseBytes)} smaller`}.`;
}

function filesBytes(pruned: readonly PrunedRun[]): number {
  return pruned.reduce((sum, run) => sum + run.bytes, 0);
}
