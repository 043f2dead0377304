import { codeOf } from '../context/caught-error.js';
import { escapeAsOneLine } from './escape/escape-for-terminal.js';

/** The two lines of an error for output that cannot be written where it was sent. */
export function describeWriteFailure(error: Error): string {
  const isFull = isDiskFull(error);
  const reason = isFull ? 'the disk is full' : escapeAsOneLine(error.message);
  const hint = isFull ? 'Free some space, or write to another disk.' : 'Check where the output goes.';
  return `Error: The output cannot be written: ${reason}.\n${hint}\n`;
}

/** Whether a file system's error means that the disk, or the quota, is full. */
export function isDiskFull(error: unknown): boolean {
  const code = codeOf(error);
  return code === 'ENOSPC' || code === 'EDQUOT';
}
