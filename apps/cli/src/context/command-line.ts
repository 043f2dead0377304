import path from 'node:path';
import { escapeForTerminal } from '../output/escape/escape-for-terminal.js';
import { chooseBackend } from '../profiles/choose-backend.js';
import { localFolder } from '../service/local-folder.js';
import type { CliIo } from './cli-io.js';
import type { CommandContext } from './command-context.js';

/**
 * A command of this program as it can be typed where this one was typed, for the next steps: with the same backend, the
 * same metric where it opens a sweep, and every word quoted for a shell.
 */
export function commandLine(context: CommandContext, ...words: readonly string[]): string {
  const all = [...words, ...metricWords(context, words), ...backendWords(context)];
  return [programName(context.io.env), ...all.map(quoteWord)].join(' ');
}

/** Commands about a sweep, which may not open without what it is to be judged by. */
const sweepCommands: ReadonlySet<string | undefined> = new Set(['best', 'children', 'export', 'metrics', 'status']);

function metricWords({ globals }: CommandContext, words: readonly string[]): string[] {
  const { primaryMetric, goal } = globals;
  if (!sweepCommands.has(words[0]) || primaryMetric === undefined || words.includes('--primary-metric')) return [];
  return ['--primary-metric', primaryMetric, ...(goal === undefined ? [] : ['--goal', goal])];
}

/**
 * How this program was called: `HYPERDRIVE_COMMAND` is set by wrappers; npm sets a variable when it runs a script named
 * `hyperdrive`, or `npx`.
 */
export function programName(env: CliIo['env']): string {
  const named = env['HYPERDRIVE_COMMAND'] ?? '';
  if (named !== '') return escapeForTerminal(named);
  if (env['npm_command'] === 'exec') return 'npx @hyperdrive-run/cli';
  return env['npm_lifecycle_event'] === 'hyperdrive' ? 'npm run -s hyperdrive --' : 'hyperdrive';
}

/** What names the same backend again; nothing where the next command finds it as this one did. */
function backendWords({ io, globals }: CommandContext): string[] {
  const { backend, backendSource = 'option', profile = '' } = globals;
  if (backendSource === 'profile') return ['--profile', profile];
  // A relative folder is another one where the next command is typed elsewhere.
  const home = io.env['HYPERDRIVE_HOME'] ?? '';
  const isFound = backendSource !== 'option' || isUsual(backend, io);
  if (isFound && (backend !== 'local' || home === '' || path.isAbsolute(home))) return [];
  const folder = localFolder(backend, io);
  return ['--backend', folder === undefined ? backend : `local:${folder}`];
}

/** Whether the backend of the option is the one that there is without it. */
function isUsual(backend: string, io: CliIo): boolean {
  try {
    return chooseBackend({ json: false, verbose: false }, io).backend === backend;
  } catch {
    // A broken file of profiles is no concern of a command that does without it.
    return false;
  }
}

/** A word as a shell takes it. */
export function quoteWord(word: string): string {
  const shown = escapeForTerminal(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
