import { once } from 'node:events';
import { createWriteStream } from 'node:fs';

/** How much of a trial's output is kept. */
export interface LogBounds {
  /** Bytes kept from the beginning. They are in the file as soon as they were printed. */
  readonly headBytes: number;
  /** Bytes kept from the end: the error that ended a trial stands there. They are added when the log is closed. */
  readonly tailBytes: number;
}

export const defaultLogBounds: LogBounds = { headBytes: 8 * 2 ** 20, tailBytes: 2 ** 20 };

/** A log file that cannot grow without end. */
export interface BoundedLog {
  write(chunk: Buffer): void;
  /** Writes what is left and resolves once it is in the file. Never rejects: a log that cannot be written is given up. */
  close(): Promise<void>;
}

/**
 * Opens a log file. Where more is written than is kept, the middle is left out and a line says how much that was.
 * The file's folder is there.
 */
export function openBoundedLog(path: string, bounds: LogBounds = defaultLogBounds): BoundedLog {
  const stream = createWriteStream(path, { flags: 'a', mode: 0o600 });
  let isBroken = false;
  stream.on('error', () => {
    isBroken = true;
  });
  let headLeft = bounds.headBytes;
  let leftOut = 0;
  let tail: Buffer[] = [];
  let tailLength = 0;

  function keepTail(chunk: Buffer): void {
    tail.push(chunk);
    tailLength += chunk.length;
    // Trimmed only when twice too long, so that small writes do not copy the tail each time.
    if (tailLength > 2 * bounds.tailBytes) trimTail();
  }

  function trimTail(): void {
    const all = Buffer.concat(tail);
    const kept = bounds.tailBytes === 0 ? Buffer.alloc(0) : Buffer.from(all.subarray(-bounds.tailBytes));
    leftOut += all.length - kept.length;
    tail = [kept];
    tailLength = kept.length;
  }

  return {
    write(chunk) {
      const head = chunk.subarray(0, headLeft);
      if (head.length > 0 && !isBroken) stream.write(head);
      headLeft -= head.length;
      if (chunk.length > head.length) keepTail(chunk.subarray(head.length));
    },
    async close() {
      trimTail();
      if (leftOut > 0) stream.write(`\n[... ${leftOut} bytes of output are left out here ...]\n`);
      if (tailLength > 0) stream.write(Buffer.concat(tail));
      stream.end();
      if (!isBroken && !stream.closed) await once(stream, 'close').catch(() => undefined);
    },
  };
}
