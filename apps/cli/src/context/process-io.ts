import { isatty } from 'node:tty';
import { outputTo } from '../output/output-to.js';
import { describeWriteFailure } from '../output/write-failure.js';
import { codeOf } from './caught-error.js';
import type { CliIo, StopSignal } from './cli-io.js';
import { exitCode } from './exit-code.js';

const stopSignals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The world of this process.
 * @param programFile the file that starts this program
 */
export function processIo(programFile: string): CliIo {
  let isOutlived = false;

  /** A result that cannot be written is a failure. A note to stderr is lost, and the result is still written. */
  function cannotWrite(error: Error, isResult: boolean): void {
    if (isOutlived) return;
    // `hyperdrive children ... | head` closes the pipe when it has enough: that is no failure.
    if (codeOf(error) === 'EPIPE') process.exit();
    if (!isResult) return;
    process.stderr.write(describeWriteFailure(error));
    process.exit(exitCode.failure);
  }

  return {
    stdout: outputTo(process.stdout, isatty(1), (error) => cannotWrite(error, true)),
    stderr: outputTo(process.stderr, isatty(2), (error) => cannotWrite(error, false)),
    async readSecret(prompt) {
      // Loaded when it is needed: next to no command asks for one.
      const { readSecret } = await import('./read-secret.js');
      return readSecret(process.stdin, process.stderr, prompt);
    },
    env: process.env,
    cwd: process.cwd(),
    programFile,
    outliveOutput() {
      isOutlived = true;
    },
    onEnter: isatty(0) ? onEnter : undefined,
    onStopSignal(listener) {
      for (const signal of stopSignals) process.on(signal, listener);
      return () => {
        for (const signal of stopSignals) process.off(signal, listener);
      };
    },
  };
}

/** A terminal passes on whole lines. */
function onEnter(listener: () => void): () => void {
  process.stdin.on('data', listener);
  return () => {
    process.stdin.off('data', listener);
    process.stdin.pause();
  };
}
