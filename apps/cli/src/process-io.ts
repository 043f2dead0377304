import { isatty } from 'node:tty';
import type { CliIo, CliOutput, StopSignal } from './cli-io.js';

const stopSignals: readonly StopSignal[] = ['SIGINT', 'SIGTERM', 'SIGHUP'];

/**
 * The world of this process.
 * @param programFile the file that starts this program
 */
export function processIo(programFile: string): CliIo {
  return {
    stdout: outputTo(process.stdout, isatty(1)),
    stderr: outputTo(process.stderr, isatty(2)),
    env: process.env,
    cwd: process.cwd(),
    programFile,
    onStopSignal(listener) {
      for (const signal of stopSignals) process.on(signal, listener);
      return () => {
        for (const signal of stopSignals) process.off(signal, listener);
      };
    },
  };
}

function outputTo(stream: NodeJS.WriteStream, isTerminal: boolean): CliOutput {
  // `hyperdrive children ... | head` closes the pipe when it has enough: that is no failure.
  stream.on('error', (error: Error & { readonly code?: string }) => {
    if (error.code === 'EPIPE') process.exit();
    throw error;
  });
  return {
    isTerminal,
    get columns() {
      return isTerminal ? stream.columns : undefined;
    },
    write: (content) =>
      new Promise((resolve) => {
        stream.write(content, () => resolve());
      }),
  };
}
