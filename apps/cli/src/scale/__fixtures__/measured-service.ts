import { readFile } from 'node:fs/promises';
import { findRunningService, type RunningService } from '@hyperdrive-run/local';
import { connect, type Experiment } from '@hyperdrive-run/sdk';
import { inject } from 'vitest';
import { runProgram } from '../../__fixtures__/run-program.js';

/** A service in a process of its own, so that what it needs is not mixed up with what the test needs. */
export interface MeasuredService {
  readonly experiment: Experiment;
  /** The most memory that it has used so far, in MiB; `undefined` where the system does not report it. */
  peakMemory(): Promise<number | undefined>;
  stop(): Promise<void>;
}

/**
 * Starts the folder's service as users do.
 * @param heapMiB the limit of its JavaScript heap: a service that keeps what it serves ends with an error
 */
export async function startMeasuredService(folder: string, heapMiB: number): Promise<MeasuredService> {
  const options = { NODE_OPTIONS: `--max-old-space-size=${heapMiB}` };
  const { child, ended, printed } = runProgram(inject('program'), ['service', 'run', '--backend', `local:${folder}`], {
    ...process.env,
    ...options,
  });
  const running = await untilRunning(folder, () => {
    if (child.exitCode !== null) throw new Error(`the service ended: ${printed.stderr}`);
  });
  const workspace = connect(running.uri, { credential: running.token });
  return {
    experiment: workspace.experiment('scale'),
    peakMemory: () => peakMemoryOf(running.pid),
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}

async function untilRunning(folder: string, check: () => void): Promise<RunningService> {
  for (;;) {
    const running = findRunningService(folder);
    if (running !== undefined) return running;
    check();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

/** What Linux calls the high-water mark of the resident set. */
async function peakMemoryOf(pid: number): Promise<number | undefined> {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kibibytes = /^VmHWM:\s+(\d+) kB$/m.exec(status)?.[1];
  return kibibytes === undefined ? undefined : Math.round(Number(kibibytes) / 1024);
}
