import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, open, readFile } from 'node:fs/promises';
import path from 'node:path';
import { findRunningService, type NetworkOptions, type RunningService } from '@hyperdrive-run/local';
import { CliError } from '../context/cli-error.js';
import type { CliIo } from '../context/cli-io.js';
import { networkArguments, type ServiceStartOptions } from './service-start-options.js';

/** How long a service may take to start, in milliseconds. A slow disk and a busy machine are no failure. */
const patience = 30_000;

/** The file in the service's folder that keeps what a service in the background prints. */
const logName = 'service.log';

/** What a service in the background is started with. */
export interface StartDetachedOptions extends Pick<ServiceStartOptions, 'port' | 'allowOrigin'> {
  readonly folder: string;
  readonly network?: NetworkOptions | 'none' | undefined;
}

/**
 * Starts a folder's service as a process of its own, which continues when this one ends. Resolves once it listens.
 * @throws CliError with the last words of the service where it did not start
 */
export async function startDetachedService(
  io: CliIo,
  { folder, port, allowOrigin = [], network }: StartDetachedOptions,
): Promise<RunningService> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const logFile = path.join(folder, logName);
  const log = await open(logFile, 'a', 0o600);
  const { size: logStart } = await log.stat();
  const args = ['service', 'run', '--backend', `local:${folder}`];
  if (port !== undefined) args.push('--port', String(port));
  for (const origin of allowOrigin) args.push(`--allow-origin=${origin}`);
  args.push(...networkArguments(network));
  const child = spawn(process.execPath, [io.programFile, ...args], {
    detached: true,
    stdio: ['ignore', log.fd, log.fd, 'ipc'],
    env: { ...io.env },
  });
  try {
    await untilListening(child, async () => (await readFile(logFile)).subarray(logStart).toString('utf8'));
  } finally {
    await log.close();
  }
  const service = findRunningService(folder);
  if (service !== undefined) return service;
  throw notStarted('it ended right after its start', logFile);
}

async function untilListening(child: ChildProcess, readLog: () => Promise<string>): Promise<void> {
  const problem = await new Promise<string | undefined>((resolve) => {
    const settle = (found?: string): void => {
      clearTimeout(timer);
      resolve(found);
    };
    const timer = setTimeout(() => settle(`it did not listen after ${patience / 1000} seconds`), patience);
    child.once('message', () => settle());
    child.once('error', (error) => settle(error.message));
    child.once('exit', (code, signal) => settle(`its process ended with ${signal ?? `exit code ${code}`}`));
  });
  if (child.connected) child.disconnect();
  child.unref();
  if (problem === undefined) return;
  child.kill();
  throw notStarted(problem, lastWords(await readLog()));
}

function lastWords(log: string): string {
  // The two lines of an error are the last that a service prints.
  const lines = log.trimEnd().split('\n').slice(-2);
  return lines.join(' ').replace(/^Error: /, '');
}

function notStarted(problem: string, words: string): CliError {
  return new CliError({
    message: `The local service could not be started: ${problem}${words === '' ? '' : `. ${words}`}`,
    hint: 'Run "hyperdrive service run" to see it start in the foreground.',
  });
}
