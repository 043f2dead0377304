import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { parseSweepFile, type SweepFile } from '@hyperdrive-run/local';
import { CliError } from './cli-error.js';
import { type CommandContext, note } from './command-context.js';
import { escapeAsOneLine } from './output/escape-for-terminal.js';

/** A sweep file with the experiment that its sweep goes to. */
export interface ReadSweepFile {
  readonly sweep: SweepFile;
  readonly experimentName: string;
}

/**
 * Reads a sweep file, and says what in it has no effect. The experiment is the one of `--experiment`, else the file's,
 * else it is named after the file's folder, as Azure ML's own tool does.
 * @throws CliError where the file cannot be read
 * @throws SweepFileError with everything that is wrong in it
 */
export async function readSweepFile(context: CommandContext, file: string): Promise<ReadSweepFile> {
  const absolute = path.resolve(context.io.cwd, file);
  // Faults are told as `file:line:column`: short, where the file was named so.
  const shown = path.isAbsolute(file) ? file : path.relative(process.cwd(), absolute);
  const sweep = parseSweepFile(await readText(file, absolute), { path: shown });
  for (const { line, column, path: key, message } of sweep.warnings) {
    await note(context, `Warning: ${escapeAsOneLine(`${file}:${line}:${column}: ${key} ${message}`)}`);
  }
  for (const warning of sweep.config.warnings) await note(context, `Warning: ${escapeAsOneLine(warning)}`);
  const folder = path.basename(path.dirname(absolute));
  const experimentName = context.globals.experiment ?? sweep.experimentName ?? (folder === '' ? 'default' : folder);
  return { sweep, experimentName };
}

const reasons: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EISDIR: 'is a folder',
  EACCES: 'may not be read by you',
};

async function readText(file: string, absolute: string): Promise<string> {
  try {
    return await readFile(absolute, 'utf8');
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    throw new CliError({
      message: `The sweep file ${JSON.stringify(file)} ${reasons[code] ?? 'cannot be read'}.`,
      hint: `Give the path of a file with "type: sweep". It was looked for at ${absolute}.`,
      cause: error,
    });
  }
}
