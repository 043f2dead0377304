import path from 'node:path';
import { exportSnapshot, type HyperDriveRun, writeJson } from '@hyperdrive-run/sdk';
import { toColumns } from '@hyperdrive-run/sdk/rows';
import { CliError, usageError } from '../../context/cli-error.js';
import { type CommandContext, note, warningWriter } from '../../context/command-context.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { checkNoneThere, saveFile } from '../../export/save-file.js';
import { sweepToJson } from '../../export/sweep-to-json.js';
import { tableToCsv } from '../../export/table-to-csv.js';
import { findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { escapeJson } from '../../output/escape/escape-json.js';
import { escapeLogText } from '../../output/escape/escape-log.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

/** How a sweep is written. */
type ExportFormat = 'ndjson' | 'csv' | 'parquet' | 'json';

export interface ExportOptions {
  /** Default: `ndjson`, which loses nothing; `json` with `--json`. */
  readonly format?: ExportFormat | undefined;
  /** What a row of a table is: a child, the default, or a logged value. */
  readonly per?: 'child' | 'point' | undefined;
  /** The file to write; standard output without it. */
  readonly output?: string | undefined;
  /** Also the content of the runs' files; only NDJSON contains it. */
  readonly files?: boolean | undefined;
  /** Overwrites an existing file. */
  readonly force?: boolean | undefined;
  /** The MLflow server to copy to, in place of a file. */
  readonly to?: string | undefined;
}

/** `hyperdrive export SWEEP`: a whole sweep as a file, or on standard output. */
export async function exportSweep(
  context: CommandContext,
  sweepId: string,
  { format: given, per, output, files, force }: ExportOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const format = given ?? (globals.json && output === undefined ? 'json' : 'ndjson');
  if (files === true && format !== 'ndjson') {
    throw usageError(
      `--files and --format ${format} cannot be used together: only ndjson contains files.`,
      'Leave one of them out.',
    );
  }
  if (per !== undefined && format !== 'csv' && format !== 'parquet') {
    throw usageError(
      `--per and --format ${format} cannot be used together: only csv and parquet are tables.`,
      'Leave --per out, or use --format csv.',
    );
  }
  if (format === 'parquet' && output === undefined && io.stdout.isTerminal) {
    throw usageError('--format parquet is for programs and not shown on a terminal.', 'Name a file with --output.');
  }
  const file = output === undefined ? undefined : path.resolve(io.cwd, output);
  if (file !== undefined && force !== true) checkNoneThere([file]);
  const stop = new AbortController();
  const release = io.onStopSignal(() => stop.abort(stopped()));
  try {
    return await withWorkspace(context, async (workspace) => {
      const sweep = await findSweep(context, workspace, sweepId);
      const pieces = written(context, sweep, { format, per, files, signal: stop.signal });
      if (file === undefined) {
        const shown = format === 'csv' ? escapeLogText : escapeJson;
        for await (const piece of pieces) {
          await io.stdout.write(io.stdout.isTerminal && typeof piece === 'string' ? shown(piece) : piece);
        }
        return exitCode.ok;
      }
      const bytes = await saveFile(file, async () => encoded(pieces), { signal: stop.signal });
      if (globals.json) await printJson(io, jsonFields({ runId: sweep.id, format, path: file, bytes }));
      else {
        await io.stdout.write(`${escapeForTerminal(file)}\n`);
        await note(context, `Exported ${escapeForTerminal(sweep.id)}, ${formatBytes(bytes)}.`);
      }
      return exitCode.ok;
    });
  } catch (error) {
    // What was broken off rejects with what it was doing.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    release();
  }
}

interface WrittenOptions extends Pick<ExportOptions, 'files' | 'per'> {
  readonly format: ExportFormat;
  readonly signal: AbortSignal;
}

async function* written(
  context: CommandContext,
  sweep: HyperDriveRun,
  { format, per, files, signal }: WrittenOptions,
): AsyncGenerator<string | Uint8Array, void, undefined> {
  const onWarning = warningWriter(context);
  if (format === 'csv') yield tableToCsv(await toColumns(sweep, { per, signal, onWarning }));
  else if (format === 'parquet') {
    const columns = await toColumns(sweep, { per, signal, onWarning });
    const { tableToParquet } = await import('../../export/parquet/table-to-parquet.js');
    yield await tableToParquet(columns);
  } else if (format === 'json') yield `${writeJson(await sweepToJson(sweep, onWarning), 2)}\n`;
  else yield* exportSnapshot(sweep, { files, signal, onWarning });
}

async function* encoded(pieces: AsyncIterable<string | Uint8Array>): AsyncGenerator<Uint8Array, void, undefined> {
  const encoder = new TextEncoder();
  for await (const piece of pieces) yield typeof piece === 'string' ? encoder.encode(piece) : piece;
}

function stopped(): CliError {
  return new CliError({ message: 'The export was stopped.', hint: 'No file was left. Run the command again.' });
}
