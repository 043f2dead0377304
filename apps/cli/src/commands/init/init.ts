import { existsSync } from 'node:fs';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { CliError } from '../../context/cli-error.js';
import { type CommandContext, note } from '../../context/command-context.js';
import { commandLine } from '../../context/command-line.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { type Language, newSweep } from '../../init/new-sweep.js';
import { escapeForTerminal } from '../../output/escape/escape-for-terminal.js';
import { jsonFields } from '../../output/json-fields.js';
import { printJson } from '../../output/print-json.js';

export interface InitOptions {
  readonly language: Language;
}

/** `hyperdrive init [FOLDER]`: a sweep file and a trial that run as they are. Overwrites nothing. */
export async function initSweep(
  context: CommandContext,
  given: string | undefined,
  { language }: InitOptions,
): Promise<ExitCode> {
  const { io, globals } = context;
  const folder = path.resolve(io.cwd, given ?? '.');
  const files = newSweep(language, globals.experiment ?? path.basename(folder)).map(({ name, text }) => ({
    file: path.join(folder, name),
    text,
  }));
  // All is checked before the first file is written.
  const there = files.find(({ file }) => existsSync(file));
  if (there !== undefined) {
    throw new CliError({ message: `${there.file} exists already.`, hint: 'Nothing was written. Name another folder.' });
  }
  await mkdir(folder, { recursive: true });
  for (const { file, text } of files) await writeFile(file, text, { flag: 'wx' });
  if (globals.json) {
    await printJson(io, jsonFields({ files: files.map(({ file }) => file) }));
    return exitCode.ok;
  }
  for (const { file } of files) await io.stdout.write(`${escapeForTerminal(file)}\n`);
  const sweepFile = path.join(given ?? '', 'sweep.yml');
  await note(context, `Run it with: ${commandLine(context, 'submit', sweepFile, '--wait')}`);
  return exitCode.ok;
}
