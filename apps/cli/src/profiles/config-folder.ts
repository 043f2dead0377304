import { homedir } from 'node:os';
import path from 'node:path';
import type { CliIo } from '../context/cli-io.js';

/**
 * The folder with what this program is told once: `HYPERDRIVE_CONFIG`, else `hyperdrive` in the folder for settings of the XDG
 * specification.
 */
export function configFolder({ env, cwd }: Pick<CliIo, 'env' | 'cwd'>): string {
  const named = env['HYPERDRIVE_CONFIG'] ?? '';
  if (named !== '') return path.resolve(cwd, named);
  const home = env['HOME'] ?? '';
  const owned = home === '' ? homedir() : home;
  // A relative one is to be ignored, by the specification of the variable.
  const shared = env['XDG_CONFIG_HOME'] ?? '';
  return path.join(path.isAbsolute(shared) ? shared : path.join(owned, '.config'), 'hyperdrive');
}
