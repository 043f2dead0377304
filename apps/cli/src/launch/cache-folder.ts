import { homedir } from 'node:os';
import path from 'node:path';

/**
 * Where this program keeps what only makes it start faster: the system's folder for caches of this user.
 * @returns `undefined` where NODE_DISABLE_COMPILE_CACHE, Node's own switch for caches of compiled code, is set
 */
export function cacheFolder(
  env: Readonly<Record<string, string | undefined>>,
  platform: NodeJS.Platform = process.platform,
): string | undefined {
  if ((env['NODE_DISABLE_COMPILE_CACHE'] ?? '') !== '') return undefined;
  const home = env['HOME'] ?? '';
  const owned = home === '' ? homedir() : home;
  if (platform === 'win32') return path.join(env['LOCALAPPDATA'] ?? path.join(owned, 'AppData', 'Local'), 'hyperdrive');
  if (platform === 'darwin') return path.join(owned, 'Library', 'Caches', 'hyperdrive');
  // A relative one is to be ignored, by the specification of the variable.
  const named = env['XDG_CACHE_HOME'] ?? '';
  return path.join(path.isAbsolute(named) ? named : path.join(owned, '.cache'), 'hyperdrive');
}
