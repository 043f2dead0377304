import { copyToMlflow } from '@hyperdrive-run/sdk';
import { CliError, usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { findSweep } from '../../open/find-run.js';
import { mlflowServer } from '../../open/mlflow-server.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeAsOneLine, escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';
import { keptCredential } from '../../profiles/credential-file.js';
import type { ExportOptions } from './export.js';

type CopyReport = Awaited<ReturnType<typeof copyToMlflow>>;

/** `hyperdrive export SWEEP --to mlflow+http://…`: a copy of the sweep on an MLflow server. */
export async function copySweepToMlflow(
  context: CommandContext,
  sweepId: string,
  { to = '', ...options }: ExportOptions,
): Promise<ExitCode> {
  const { io } = context;
  const [other] = Object.keys(options);
  if (other !== undefined) {
    throw usageError(
      `--to and --${other} cannot be used together.`,
      '--to copies to a server; the others write a file.',
    );
  }
  // The token of the service that is read is not the other server's business.
  const env = { ...io.env, HYPERDRIVE_TOKEN: undefined };
  const server = mlflowServer(to, env, (uri) => keptCredential(io, uri));
  if (server === undefined) {
    throw usageError(`--to is ${JSON.stringify(to)}, which is no MLflow server.`, 'Write mlflow+http://… or mlflow.');
  }
  const stop = new AbortController();
  const release = io.onStopSignal(() => stop.abort(stopped()));
  try {
    return await withWorkspace(context, async (workspace) => {
      const sweep = await findSweep(context, workspace, sweepId);
      const report = await copyToMlflow(sweep, server.uri, {
        credential: server.credential,
        signal: stop.signal,
        onWarning: warningWriter(context),
      });
      await printReport(context, sweep.id, report);
      return exitCode.ok;
    });
  } catch (error) {
    // What was broken off rejects with what it was doing.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    release();
  }
}

async function printReport(context: CommandContext, sweepId: string, report: CopyReport): Promise<void> {
  const { io, globals } = context;
  const { runs, points, ids } = report;
  const losses = lossesByKind(report);
  if (globals.json) {
    const documents = losses.map(({ what, count, runIds }) => jsonFields({ what, count, runIds: [...runIds] }));
    return printJson(
      io,
      jsonFields({
        runId: sweepId,
        copyId: report.sweepId,
        runs: jsonFields(runs),
        points: jsonFields(points),
        losses: documents,
        ids,
      }),
    );
  }
  await io.stdout.write(`${escapeForTerminal(report.sweepId)}\n`);
  const knownRuns = runs.known === 0 ? '' : `, ${runs.known} existed already`;
  const knownPoints = points.known === 0 ? '' : `, ${points.known} existed already`;
  await note(context, `Copied ${runs.created} runs${knownRuns}; ${points.logged} values${knownPoints}.`);
  if (losses.length === 0) await note(context, 'MLflow keeps all of it. Its runs have other ids.');
  else await note(context, 'MLflow gives its runs other ids, and could not keep:');
  for (const { what, count, runIds } of losses) {
    const [first = ''] = runIds;
    const where = runIds.size === 1 ? `in ${first}` : `in ${runIds.size} runs, such as ${first}`;
    await note(context, `  ${count} × ${escapeAsOneLine(`${what}, ${where}`)}`);
  }
}

interface KindOfLoss {
  readonly what: string;
  readonly count: number;
  readonly runIds: ReadonlySet<string>;
}

function lossesByKind({ losses }: CopyReport): readonly KindOfLoss[] {
  const kinds = new Map<string, KindOfLoss>();
  for (const { what, count, runId } of losses) {
    const known = kinds.get(what);
    kinds.set(what, {
      what,
      count: (known?.count ?? 0) + count,
      runIds: new Set([...(known?.runIds ?? []), runId]),
    });
  }
  return [...kinds.values()];
}

function stopped(): CliError {
  return new CliError({
    message: 'The copy was stopped.',
    hint: 'What was copied stays; run the command again to copy the rest.',
  });
}
