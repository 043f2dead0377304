import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';

/**
 * Builds what trials import. Tests run from source, but a trial is a plain Node process, and for it the sdk must be
 * built; where it is, this takes a moment.
 */
export function setup(): void {
  const root = fileURLToPath(new URL('../..', import.meta.url));
  execFileSync('npx', ['turbo', 'run', 'build', '--filter=@hyperdrive-run/sdk', '--output-logs=errors-only'], {
    cwd: root,
    stdio: ['ignore', 'ignore', 'inherit'],
  });
}
