import { closeSync, ftruncateSync, openSync, readSync, statSync, writeSync } from 'node:fs';

/** How much of a trial's output is kept. */
export interface LogBounds {
  /** Bytes kept from the beginning. */
  readonly headBytes: number;
  /** Bytes kept from the end: the error that ended a trial is there. */
  readonly tailBytes: number;
}

export const defaultLogBounds: LogBounds = { headBytes: 8 * 2 ** 20, tailBytes: 2 ** 20 };

/** How much a log may grow beyond its bounds before it is cut while the trial runs. */
export const slackBytes: number = 8 * 2 ** 20;
const lookIntervalMs = 1000;

/**
 * Keeps a log in its bounds that a trial writes into by itself. The trial has the file, not a pipe to this process: it
 * goes on where this service is killed. While no service runs the log grows freely.
 * @returns cuts a last time and ends it; to be called when nothing of the trial runs
 */
export function keepLogBounded(path: string, bounds: LogBounds = defaultLogBounds): () => void {
  const timer = setInterval(() => cutLog(path, bounds, slackBytes), lookIntervalMs);
  return () => {
    clearInterval(timer);
    cutLog(path, bounds, 0);
  };
}

/**
 * Cuts the middle out of a log that is too long; a line there says how much that was, over all cuts. What the trial
 * prints in the instant of a cut may be lost with it. A log that cannot be read or written is left as it is.
 */
export function cutLog(path: string, bounds: LogBounds, slack: number): void {
  try {
    if (statSync(path).size <= bounds.headBytes + bounds.tailBytes + slack) return;
    const file = openSync(path, 'r+');
    try {
      cut(file, path, bounds);
    } finally {
      closeSync(file);
    }
  } catch {
    // The trial matters more than its log.
  }
}

function cut(file: number, path: string, { headBytes, tailBytes }: LogBounds): void {
  const gap = /^\n\[\.\.\. (\d+) bytes of output are left out here \.\.\.\]\n/.exec(
    read(file, headBytes, 80).toString(),
  );
  const bodyStart = headBytes + (gap?.[0].length ?? 0);
  const size = statSync(path).size;
  const tailStart = Math.max(bodyStart, size - tailBytes);
  // Nothing but the line about an earlier cut is too much.
  if (tailStart === bodyStart) return;
  const tail = read(file, tailStart, size - tailStart);
  const leftOut = Number(gap?.[1] ?? 0) + tailStart - bodyStart;
  const line = `\n[... ${leftOut} bytes of output are left out here ...]\n`;
  ftruncateSync(file, headBytes);
  writeSync(file, Buffer.concat([Buffer.from(line), tail]), 0, undefined, headBytes);
}

function read(file: number, position: number, length: number): Buffer {
  const buffer = Buffer.alloc(length);
  return buffer.subarray(0, readSync(file, buffer, 0, length, position));
}
