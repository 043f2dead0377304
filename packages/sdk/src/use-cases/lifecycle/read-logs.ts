import { isTerminalStatus, type RunDetails, UnsupportedOperationError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { anyText, checkOptions, flag, type OptionChecks } from '../../arguments/option-checks.js';
import { type PollOptions, poll, pollChecks } from './poll.js';

/** Which logs to read, and whether to follow them. */
export interface ReadLogsOptions extends PollOptions {
  /** Only this file; all log files of the run by default. */
  readonly name?: string | undefined;
  /** Goes on with what is added until the run has ended. Default false. */
  readonly follow?: boolean | undefined;
}

const readLogsChecks: OptionChecks<ReadLogsOptions> = { ...pollChecks, name: anyText, follow: flag };

/** The next piece of a log. */
export interface LogPart {
  /** The file's name, such as `user_logs/std_log.txt`. */
  readonly name: string;
  readonly text: string;
}

/**
 * Reads a run's logs, and follows them where asked: each look yields what lies beyond the last one.
 * @throws UnsupportedOperationError where the backend keeps no logs
 */
export async function* readLogs(
  backend: SweepBackend,
  runId: string,
  options: ReadLogsOptions = {},
): AsyncGenerator<LogPart, void, undefined> {
  checkOptions(options, readLogsChecks);
  const { signal, name, follow = false } = options;
  const read = new Map<string, LogReader>();
  const question = {
    ask: () => backend.getRunDetails(runId, { signal }),
    isLast: ({ run }: RunDetails) => !follow || isTerminalStatus(run.status),
    summary: ({ run }: RunDetails) => `${run.status} ${[...read.values()].map(({ bytes }) => bytes).join(' ')}`,
    subject: `Run ${JSON.stringify(runId)}`,
  };
  for await (const { logFiles } of poll(question, options)) {
    if (logFiles === undefined) {
      const hint = 'Look at its files, where the script may have written its own log.';
      throw new UnsupportedOperationError({ operation: 'reading logs', backend: backend.displayName, hint });
    }
    for (const file of name === undefined ? logFiles : logFiles.filter((other) => other === name)) {
      const reader = read.get(file) ?? startReader();
      read.set(file, reader);
      for await (const text of readBeyond(await backend.openFile(runId, file, { signal }), reader)) {
        yield { name: file, text };
      }
    }
  }
}

/** How far a file was read. What decodes keeps a letter that was cut in two until the rest of it is there. */
interface LogReader {
  bytes: number;
  readonly decode: (bytes: Uint8Array) => string;
}

function startReader(): LogReader {
  const decoder = new TextDecoder();
  return { bytes: 0, decode: (bytes) => decoder.decode(bytes, { stream: true }) };
}

/** What lies beyond the bytes that were read before. */
async function* readBeyond(content: AsyncIterable<Uint8Array>, reader: LogReader): AsyncGenerator<string> {
  let position = 0;
  for await (const chunk of content) {
    const known = Math.min(chunk.length, Math.max(0, reader.bytes - position));
    position += chunk.length;
    if (known === chunk.length) continue;
    reader.bytes = position;
    const text = reader.decode(chunk.subarray(known));
    if (text !== '') yield text;
  }
}
