// Finds uv, which makes environments ten times as fast as pip does: on the PATH, or brought by pip into an environment of
// its own, once.

import path from 'node:path';
import { buildEnvironment } from './build-environment.mjs';
import { runCommand } from './run-command.mjs';

const folder = path.join(import.meta.dirname, 'uv');
const probeTimeoutMs = 20_000;

/** @returns {Promise<string | undefined>} The command, nothing where it cannot be had: pip does it then. */
export async function ensureUv() {
  const { code } = await runCommand('uv', ['--version'], { folder, timeoutMs: probeTimeoutMs });
  if (code === 0) return 'uv';
  const made = await buildEnvironment(
    {
      folder,
      neededBy: 'uv',
      oldestMinor: 8,
      newestMinor: 14,
      check: { what: 'uv', code: 'import uv; uv.find_uv_bin()' },
    },
    async () => undefined,
  );
  return 'notRun' in made
    ? undefined
    : path.join(path.dirname(made.python), process.platform === 'win32' ? 'uv.exe' : 'uv');
}
