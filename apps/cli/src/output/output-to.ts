import type { Writable } from 'node:stream';
import type { CliOutput } from '../context/cli-io.js';

/**
 * Writes to a stream that may fail and recover: a disk that was full takes the next line. The listener stays for good, as
 * a stream's error without one ends the process.
 * @param onFailure is called with each error of the stream
 */
export function outputTo(
  stream: Writable & { readonly columns?: number | undefined },
  isTerminal: boolean,
  onFailure: (error: Error) => void,
): CliOutput {
  stream.on('error', onFailure);
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
