// Runs a command to its end. Rejects with what it printed where it fails.

import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const longest = 600_000;

/**
 * @param {string} folder
 * @param {string} command
 * @param {readonly string[]} args
 * @param {Readonly<Record<string, string>>} [environment] Beside this process's own, without what npm and tests put there.
 * @returns {Promise<string>} What it printed.
 */
export async function run(folder, command, args, environment = {}) {
  try {
    const { stdout } = await execute(command, args, {
      cwd: folder,
      env: { ...strangersEnvironment(), ...environment },
      timeout: longest,
      maxBuffer: 64 * 1024 * 1024,
    });
    return stdout;
  } catch (error) {
    const printed =
      error instanceof Error && 'stdout' in error && 'stderr' in error ? [error.stdout, error.stderr] : [];
    const last = printed.join('\n').trim().split('\n').slice(-25).join('\n');
    throw new Error(`${command} ${args.join(' ')} failed in ${folder}:\n${last}`, { cause: error });
  }
}

/** Users do not run our scripts: nothing that npm tells its own scripts, and no setting of ours. */
function strangersEnvironment() {
  const kept = Object.entries(process.env).filter(
    ([name]) =>
      !/^(npm_(package|lifecycle|command|config_local_prefix|config_prefix|config_loglevel)|NODE_ENV|NODE_OPTIONS|HYPERDRIVE_|CI$)/.test(
        name,
      ),
  );
  return Object.fromEntries(kept);
}
