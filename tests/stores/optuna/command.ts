import { execFile } from 'node:child_process';
import path from 'node:path';

/** The command `hyperdrive`, as a build leaves it. */
export const commandLineTool: string = path.resolve(import.meta.dirname, '../../../apps/cli/dist/main.js');

/** How a command ended. */
export interface Ended {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

/**
 * Runs the command in a process of its own, with a local service of its own.
 * @param home the working directory; the service is below it
 */
export function hyperdrive(home: string, ...args: readonly string[]): Promise<Ended> {
  const env = {
    ...process.env,
    HYPERDRIVE_HOME: path.join(home, 'service'),
    XDG_CONFIG_HOME: path.join(home, 'config'),
    XDG_CACHE_HOME: path.join(home, 'cache'),
    NO_COLOR: '1',
  };
  return new Promise((settle) => {
    execFile(process.execPath, [commandLineTool, ...args], { cwd: home, env }, (error, stdout, stderr) => {
      settle({ code: error === null ? 0 : Number(error.code ?? 1), stdout, stderr });
    });
  });
}
