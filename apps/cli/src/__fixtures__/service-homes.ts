import path from 'node:path';
import { afterAll, inject } from 'vitest';
import { runCli } from '../run-cli.js';
import { memoryIo } from './memory-io.js';
import { temporaryFolder } from './temporary-folder.js';

/** Folders of services, and the command line on them. */
export interface ServiceHomes {
  /** A folder of its own, whose service is stopped when the file's tests have ended. */
  readonly newHome: () => Promise<string>;
  readonly environment: (home: string) => Record<string, string | undefined>;
  readonly run: (
    home: string,
    ...args: string[]
  ) => Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }>;
  /** Runs a command with `--json`. */
  readonly json: (home: string, ...args: string[]) => Promise<Record<string, unknown>>;
  /** The program that a service in the background is started from. */
  readonly programFile: () => string;
}

/** To be called once in a file of tests that start services in the background. */
export function serviceHomes(): ServiceHomes {
  const programFile = inject('program');
  const homes: string[] = [];
  afterAll(async () => {
    for (const home of homes) await run(home, 'service', 'stop');
  }, 60_000);

  function environment(home: string): Record<string, string | undefined> {
    const plain = { NO_COLOR: '1', HYPERDRIVE_COMMAND: '', npm_command: '', NODE_DISABLE_COMPILE_CACHE: '1' };
    return { ...process.env, HYPERDRIVE_HOME: home, ...plain };
  }
  const run: ServiceHomes['run'] = async (home, ...args) => {
    const io = memoryIo({ env: environment(home), programFile });
    const code = await runCli(args, io);
    return { code, ...io.printed };
  };
  return {
    async newHome() {
      const home = path.join(await temporaryFolder(), 'home');
      homes.push(home);
      return home;
    },
    environment,
    run,
    json: async (home, ...args) => JSON.parse((await run(home, ...args, '--json')).stdout),
    programFile: () => programFile,
  };
}

/** Whether there is a process of this id. */
export function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0);
  } catch {
    return false;
  }
}
