import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** The program as a process of its own, without a terminal. */
export interface RunningProgram {
  readonly child: ChildProcess;
  readonly printed: { readonly stdout: string; readonly stderr: string };
  /** Resolves with the exit code once it has ended. */
  readonly ended: Promise<number | null>;
  /** Resolves once the text was printed to stderr. */
  untilPrinted(text: string): Promise<void>;
}

export function runProgram(
  file: string,
  args: readonly string[],
  env: Readonly<Record<string, string | undefined>>,
): RunningProgram {
  // Nothing is kept in the home folder of whoever runs the tests, unless a test asks for it.
  const environment = { NODE_DISABLE_COMPILE_CACHE: '1', ...env };
  const child = spawn(process.execPath, [file, ...args], { stdio: ['ignore', 'pipe', 'pipe'], env: environment });
  const printed = { stdout: '', stderr: '' };
  child.stdout.setEncoding('utf8').on('data', (text) => {
    printed.stdout += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text) => {
    printed.stderr += text;
  });
  const ended = once(child, 'close').then(([code]) => (typeof code === 'number' ? code : null));
  return {
    child,
    printed,
    ended,
    async untilPrinted(text) {
      while (!printed.stderr.includes(text)) {
        if (child.exitCode !== null) throw new Error(`it ended without printing ${text}: ${printed.stderr}`);
        await Promise.race([once(child.stderr, 'data'), ended]);
      }
    },
  };
}
