import type { Command } from 'commander';
import type { Completion } from '../../completion/candidate.js';
import { complete } from '../../completion/complete.js';
import { type KnownNames, knownNames } from '../../completion/known-names.js';
import { completionScript, type Shell } from '../../completion/shell-scripts.js';
import type { WantedWord } from '../../completion/wanted-word.js';
import type { CliIo } from '../../context/cli-io.js';
import { type ExitCode, exitCode } from '../../context/exit-code.js';
import { escapeAsOneLine } from '../../output/escape/escape-for-terminal.js';
import { chooseBackend } from '../../profiles/choose-backend.js';

/** `hyperdrive completion SHELL`: the script that its user puts into the shell's own settings. */
export async function printCompletionScript(io: CliIo, shell: Shell): Promise<ExitCode> {
  await io.stdout.write(completionScript(shell));
  return exitCode.ok;
}

/** A person who waits for a completion types on: later it is no use. In milliseconds. */
const usualPatience = 1500;

/** `HYPERDRIVE_COMPLETION_MS`, for backends or machines that are slower than that. What is no length of time counts for nothing. */
function patienceOf({ env }: CliIo): number {
  const given = Number(env['HYPERDRIVE_COMPLETION_MS'] || Number.NaN);
  return given >= 0 && given < 2 ** 31 ? given : usualPatience;
}

/**
 * What may be typed next, for those scripts: `files`, or a word a line with what it is behind a tab. Where anything goes wrong,
 * or takes too long, nothing at all.
 */
export async function printCompletions(io: CliIo, program: Command, words: readonly string[]): Promise<ExitCode> {
  const stop = new AbortController();
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<Completion>((resolve) => {
    timer = setTimeout(() => {
      stop.abort();
      resolve([]);
    }, patienceOf(io));
  });
  const names = (wanted: WantedWord): KnownNames => knownNames(contextOf(io, wanted), stop.signal);
  const found = await Promise.race([late, complete(program, words, names).catch(() => [])]);
  clearTimeout(timer);
  await io.stdout.write(found === 'files' ? 'files\n' : found.map(toLine).join(''));
  return exitCode.ok;
}

function toLine({ word, about = '' }: { readonly word: string; readonly about?: string | undefined }): string {
  return /[\s\p{C}]/u.test(word) ? '' : `${word}\t${escapeAsOneLine(about)}\n`;
}

/** With the backend of the line that is being typed. What is asked of it warns of nothing. */
function contextOf(io: CliIo, { command, options }: WantedWord) {
  const silent = { ...io, stderr: { ...io.stderr, isTerminal: false, write: async () => undefined } };
  const [backend, profile] = [options.get('backend'), options.get('profile')];
  return {
    io: silent,
    globals: chooseBackend({ backend, profile, json: false, verbose: false }, io),
    command: command.name(),
  };
}
