import type { CliIo } from './cli-io.js';
import type { CommandContext } from './command-context.js';
import { escapeForTerminal } from './output/escape-for-terminal.js';

/**
 * A command of this program as it can be typed where this one was typed, for "how to go on": with the same backend, and
 * every word quoted for a shell.
 */
export function commandLine({ io, globals }: CommandContext, ...words: readonly string[]): string {
  const backend = backendWords(io.env, globals.backend);
  return [programName(io.env), ...[...words, ...backend].map(quote)].join(' ');
}

/**
 * How this program was called: `HYPERDRIVE_COMMAND` says it for whoever wraps it; npm tells when it runs a script named
 * `hyperdrive`, or `npx`.
 */
function programName(env: CliIo['env']): string {
  const told = env['HYPERDRIVE_COMMAND'] ?? '';
  if (told !== '') return escapeForTerminal(told);
  if (env['npm_command'] === 'exec') return 'npx @hyperdrive-run/cli';
  return env['npm_lifecycle_event'] === 'hyperdrive' ? 'npm run -s hyperdrive --' : 'hyperdrive';
}

function backendWords(env: CliIo['env'], backend: string): string[] {
  if (backend !== 'local') return ['--backend', backend];
  const home = env['HYPERDRIVE_HOME'] ?? '';
  // The variable may have been set for one command only.
  return home === '' ? [] : ['--backend', `local:${home}`];
}

function quote(word: string): string {
  const shown = escapeForTerminal(word);
  return /^[\w@%+=:,./-]+$/.test(shown) ? shown : `'${shown.replaceAll("'", String.raw`'\''`)}'`;
}
