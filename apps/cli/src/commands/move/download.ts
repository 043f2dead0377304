import path from 'node:path';
import { HyperDriveRun, type JsonValue, type Run } from '@hyperdrive-run/sdk';
import { Minimatch } from 'minimatch';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { checkNoLinkBelow, checkNoneThere, folderNameOf, pathInFolder, saveFile } from '../../export/save-file.js';
import { findRun, findSweep } from '../../open/find-run.js';
import { withWorkspace } from '../../open/open-workspace.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { formatBytes } from '../../output/format/format-bytes.js';
import { jsonFields } from '../../output/json-fields.js';
import { createDownloadLine } from '../../output/lines/download-line.js';
import { printJson } from '../../output/print-json.js';

export interface DownloadOptions {
  /** The folder to save in. */
  readonly output?: string | undefined;
  /** Overwrites existing files. */
  readonly force?: boolean | undefined;
  /** Of a sweep: the files of its best run. */
  readonly best?: boolean | undefined;
}

/** `hyperdrive download RUN [PATTERN]`: saves a run's files, such as the model of the best run. */
export async function downloadFiles(
  context: CommandContext,
  runId: string,
  pattern = 'outputs/**',
  options: DownloadOptions = {},
): Promise<ExitCode> {
  const stop = new AbortController();
  const release = context.io.onStopSignal(() => stop.abort(stopped()));
  try {
    return await withWorkspace(context, async (workspace) => {
      const run =
        options.best === true
          ? await bestRunOf(context, await findSweep(context, workspace, runId))
          : await findRun(context, workspace, runId);
      return await saveFiles(context, run, { ...options, pattern, signal: stop.signal });
    });
  } catch (error) {
    // What was broken off rejects with what it was doing.
    throw stop.signal.aborted ? stop.signal.reason : error;
  } finally {
    release();
  }
}

/** @throws CliError where the sweep has no best run */
async function bestRunOf(context: CommandContext, sweep: HyperDriveRun): Promise<Run> {
  const best = await sweep.getBestRunByPrimaryMetric();
  if (best === undefined) {
    throw new CliError({
      message: `The sweep ${JSON.stringify(sweep.id)} has no best run.`,
      hint: `See why: ${commandLine(context, 'best', sweep.id, '--explain')}`,
      exitCode: exitCode.noBestRun,
    });
  }
  await note(context, `The best run is ${escapeForTerminal(best.id)}.`);
  return best;
}

interface SaveFilesOptions extends DownloadOptions {
  readonly pattern: string;
  readonly signal: AbortSignal;
}

async function saveFiles(
  context: CommandContext,
  run: Run | HyperDriveRun,
  { pattern, output, force, signal }: SaveFilesOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const glob = new Minimatch(pattern, { dot: true, nocomment: true, nonegate: true });
  const names: string[] = [];
  const others: string[] = [];
  for await (const name of run.getFileNames({ signal })) (glob.match(name) ? names : others).push(name);
  if (names.length === 0) throw nothingToSave(context, run, { pattern, others });

  const folder = path.resolve(io.cwd, output ?? folderNameOf(run.id));
  // All is checked before the first file is written.
  const files = names.map((name) => ({ name, path: pathInFolder(folder, name) }));
  // The folder that is named after a run, too, may be a link: only one that was named is the user's own choice.
  const trusted = output === undefined ? io.cwd : folder;
  for (const file of files) checkNoLinkBelow(trusted, file.path);
  if (force !== true) checkNoneThere(files.map((file) => file.path));

  const line = createDownloadLine(io);
  const saved: JsonValue[] = [];
  let total = 0;
  for (const file of files) {
    signal.throwIfAborted();
    // Another one may have put a link there while the files before were saved.
    checkNoLinkBelow(trusted, file.path);
    try {
      const onBytes = (bytes: number): void => line.update(file.name, bytes);
      const bytes = await saveFile(file.path, () => run.downloadFile(file.name, { signal }), { onBytes, signal });
      saved.push(jsonFields({ ...file, bytes }));
      total += bytes;
    } finally {
      line.end();
    }
    if (!globals.json) await io.stdout.write(`${escapeForTerminal(file.path)}\n`);
  }
  if (globals.json) await printJson(io, saved);
  else await note(context, `Saved ${names.length} ${names.length === 1 ? 'file' : 'files'}, ${formatBytes(total)}.`);
  return exitCode.ok;
}

function nothingToSave(
  context: CommandContext,
  run: Run | HyperDriveRun,
  { pattern, others }: { readonly pattern: string; readonly others: readonly string[] },
): CliError {
  const message = `has no file that fits ${JSON.stringify(pattern)}`;
  if (run instanceof HyperDriveRun) {
    return new CliError({
      message: `The sweep ${JSON.stringify(run.id)} ${message}: its children have files of their own.`,
      hint: `Its best run's files: ${commandLine(context, 'download', '--best', run.id)}`,
    });
  }
  const shown = others.slice(0, 5).join(', ');
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return new CliError({
    message: `The run ${JSON.stringify(run.id)} ${message}.`,
    hint: others.length === 0 ? 'It has no files at all.' : `It has: ${shown}${more}.`,
  });
}

function stopped(): CliError {
  return new CliError({
    message: 'The download was stopped.',
    hint: 'Files that were saved before are whole, and nothing is left of others; with --force it begins anew.',
  });
}
