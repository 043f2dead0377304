import { execFile } from 'node:child_process';

/** How a program ended that was waited for. */
export interface ProgramResult {
  /** `undefined` where it did not exit by itself: it took too long, was ended by a signal, or could not be started. */
  readonly code: number | undefined;
  readonly stdout: string;
  readonly stderr: string;
  /** Why there is no exit code. */
  readonly failure?: string | undefined;
  /** Whether there is no such program. */
  readonly isMissing?: boolean | undefined;
}

export interface ProgramOptions {
  /** How long it may take, in milliseconds; then it is killed. */
  readonly timeoutMs: number;
  /** The whole environment of the program; by default that of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** The most that is read of what a program prints: a queue of some ten thousand jobs. */
const mostBytes = 32 * 2 ** 20;

/**
 * Runs a program and returns how it ended; a failure is a result too.
 * @throws the signal's reason once it aborts
 */
export function runProgram(
  program: string,
  args: readonly string[],
  { timeoutMs, environment, signal }: ProgramOptions,
): Promise<ProgramResult> {
  signal?.throwIfAborted();
  const options = { timeout: timeoutMs, killSignal: 'SIGKILL', maxBuffer: mostBytes, signal } as const;
  return new Promise((resolve, reject) => {
    execFile(program, args, { ...options, env: environment ?? process.env }, (error, stdout, stderr) => {
      if (signal?.aborted === true) reject(signal.reason);
      else if (error === null) resolve({ code: 0, stdout, stderr });
      else if (typeof error.code === 'number') resolve({ code: error.code, stdout, stderr });
      else if (error.code === 'ENOENT') resolve({ ...noExit, failure: `${program} was not found`, isMissing: true });
      else if (error.killed !== true) resolve({ ...noExit, stdout, stderr, failure: error.message });
      else resolve({ ...noExit, stdout, stderr, failure: `${program} did not return within ${timeoutMs / 1000} s` });
    });
  });
}

const noExit = { code: undefined, stdout: '', stderr: '' } as const;
