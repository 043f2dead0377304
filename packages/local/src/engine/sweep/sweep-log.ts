import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { hasErrorCode } from '../../error-message.js';
import { sweepLog } from '../../storage/files/run-files.js';

/** Which part of the engine speaks, in Azure ML's words. */
export type SweepLogSource = 'API' | 'GENERATOR' | 'SCHEDULER' | 'CONTROLLER' | 'ENFORCER';

/** Writes a line into a sweep's log. A log that cannot be written is no reason to end a sweep: the line is lost. */
export type WriteSweepLog = (source: SweepLogSource, text: string, level?: 'INFO' | 'WARNING' | 'ERROR') => void;

/** Opens the log of a sweep among the files of its parent run. Each line is in the file when the call returns. */
export function openSweepLog(filesFolder: string, now: () => Date): WriteSweepLog {
  const path = join(filesFolder, sweepLog);
  return (source, text, level = 'INFO') => {
    // One line for one thing: a line end inside would look like the next entry.
    const line = `[${now().toISOString()}][${source}][${level}]${text.replaceAll(/[\r\n]+/g, ' ')}\n`;
    try {
      append(path, line);
    } catch {
      // See above.
    }
  };
}

function append(path: string, line: string): void {
  try {
    appendFileSync(path, line, { mode: 0o600 });
  } catch (error) {
    if (!hasErrorCode(error, 'ENOENT')) throw error;
    mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
    appendFileSync(path, line, { mode: 0o600 });
  }
}
