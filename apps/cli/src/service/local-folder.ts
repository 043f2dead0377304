import { homedir } from 'node:os';
import path from 'node:path';
import { usageError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';

/**
 * The folder of the local service that a backend names: `local:<folder>`, or `local` for `$HYPERDRIVE_HOME`, else
 * `~/.hyperdrive`.
 * @returns an absolute path; `undefined` where the backend is no local one
 * @throws CliError where `local:` names no folder
 */
export function localFolder(backend: string, { env, cwd }: Pick<CliIo, 'env' | 'cwd'>): string | undefined {
  if (backend === 'local') {
    const home = env['HYPERDRIVE_HOME'] ?? '';
    return home === '' ? path.join(homeOf(env), '.hyperdrive') : path.resolve(cwd, home);
  }
  if (!backend.startsWith('local:')) return undefined;
  const folder = backend.slice('local:'.length);
  if (folder === '') {
    throw usageError('--backend is "local:" without a folder.', 'Write local:<folder>, or local for the default one.');
  }
  // A shell puts the home folder in for `~` only at the beginning of a word.
  const isInHome = folder === '~' || folder.startsWith('~/');
  return isInHome ? path.join(homeOf(env), folder.slice(1)) : path.resolve(cwd, folder);
}

function homeOf(env: CliIo['env']): string {
  const home = env['HOME'] ?? '';
  return home === '' ? homedir() : home;
}
