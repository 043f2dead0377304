import { HyperDriveError, type Run } from '@hyperdrive-run/sdk';
import { escapeLogText } from '../output/escape/escape-log.js';

/** The end of what a run printed. */
export interface LastOutput {
  /** The log's file. */
  readonly name: string;
  /** Escaped, without empty ones at the end. */
  readonly lines: readonly string[];
}

/** More of a log than this is not read: reading to its end would take too long. */
const longestLog = 4 * 1024 * 1024;
/** What is kept while a log is read. */
const keptCharacters = 8192;
const shownLines = 10;
const longestLine = 400;

/**
 * The last lines of what a run's script printed. A service sends a log from its beginning, so that one of more than 4 MiB
 * is left alone.
 * @returns `undefined` where there is no log, it is empty, too long, or cannot be read: a status does not fail for it
 */
export async function readLastOutput(run: Run): Promise<LastOutput | undefined> {
  try {
    const { logFiles = [] } = await run.getDetails({ reuseRecord: true });
    const name = logFiles.find((file) => /(^|\/)(std_log|70_driver_log)[^/]*$/.test(file)) ?? logFiles.at(-1);
    if (name === undefined) return undefined;
    const end = await readEnd(await run.downloadFile(name));
    const lines = escapeLogText(end ?? '')
      .trimEnd()
      .split('\n')
      .slice(-shownLines)
      .map(cut);
    return lines.join('') === '' ? undefined : { name, lines };
  } catch (error) {
    if (HyperDriveError.isInstance(error)) return undefined;
    throw error;
  }
}

async function readEnd(content: AsyncIterable<Uint8Array>): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let read = 0;
  let end = '';
  for await (const bytes of content) {
    read += bytes.length;
    if (read > longestLog) return undefined;
    end = (end + decoder.decode(bytes, { stream: true })).slice(-keptCharacters);
  }
  return end + decoder.decode();
}

function cut(line: string): string {
  return line.length > longestLine ? `${line.slice(0, longestLine)}…` : line;
}
