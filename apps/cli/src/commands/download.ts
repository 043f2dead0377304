import path from 'node:path';
import { HyperDriveRun, type JsonValue } from '@hyperdrive-run/sdk';
import { Minimatch } from 'minimatch';
import { CliError } from '../cli-error.js';
import { type CommandContext, note } from '../command-context.js';
import { commandLine } from '../command-line.js';
import { type ExitCode, exitCode } from '../exit-code.js';
import { findRun } from '../find-run.js';
import { withWorkspace } from '../open-workspace.js';
import { escapeForTerminal } from '../output/escape-for-terminal.js';
import { jsonFields } from '../output/json-fields.js';
import { printJson } from '../output/print-json.js';
import { folderNameOf, pathInFolder, saveFile } from '../save-file.js';

export interface DownloadOptions {
  /** The folder to save in. */
  readonly output?: string | undefined;
  /** Writes over files that are there. */
  readonly force?: boolean | undefined;
}

/** `hyperdrive download RUN [PATTERN]`: saves a run's files, such as the model of the best run. */
export async function downloadFiles(
  context: CommandContext,
  runId: string,
  pattern = 'outputs/**',
  { output, force }: DownloadOptions = {},
): Promise<ExitCode> {
  return withWorkspace(context, async (workspace) => {
    const run = await findRun(context, workspace, runId);
    const glob = new Minimatch(pattern, { dot: true, nocomment: true, nonegate: true });
    const names: string[] = [];
    const others: string[] = [];
    for await (const name of run.getFileNames()) (glob.match(name) ? names : others).push(name);
    if (names.length === 0) throw await nothingToSave(context, run, { pattern, others });

    const folder = path.resolve(output ?? folderNameOf(run.id));
    // All names are checked before the first file is written.
    const files = names.map((name) => ({ name, path: pathInFolder(folder, name) }));
    const saved: JsonValue[] = [];
    for (const file of files) {
      const bytes = await saveFile(file.path, () => run.downloadFile(file.name), { force: force === true });
      saved.push(jsonFields({ ...file, bytes }));
      if (!context.globals.json) await context.io.stdout.write(`${escapeForTerminal(file.path)}\n`);
    }
    if (context.globals.json) await printJson(context.io, saved);
    else await note(context, `Saved ${names.length} ${names.length === 1 ? 'file' : 'files'}.`);
    return exitCode.ok;
  });
}

async function nothingToSave(
  context: CommandContext,
  run: Awaited<ReturnType<typeof findRun>>,
  { pattern, others }: { readonly pattern: string; readonly others: readonly string[] },
): Promise<CliError> {
  const message = `Run ${JSON.stringify(run.id)} has no file that fits ${JSON.stringify(pattern)}.`;
  const best = run instanceof HyperDriveRun ? await run.getBestRunByPrimaryMetric() : undefined;
  if (best !== undefined) {
    return new CliError({ message, hint: `The best run's files: ${commandLine(context, 'download', best.id)}` });
  }
  const shown = others.slice(0, 5).map(escapeForTerminal).join(', ');
  const more = others.length > 5 ? ` and ${others.length - 5} more` : '';
  return new CliError({ message, hint: others.length === 0 ? 'It has no files at all.' : `It has: ${shown}${more}.` });
}
