import { closeSync, openSync, readSync } from 'node:fs';

/** Whole lines of a spool, and where the next ones begin. */
export interface SpoolPart {
  readonly lines: readonly string[];
  readonly nextOffset: number;
}

/** How much is read at a time; longer where one line is longer. */
const partBytes = 2 ** 20;

/**
 * Reads whole lines from a place of a file on. The last one may be torn: somebody is writing it, or died over it, and it was
 * acknowledged to nobody.
 * @returns `undefined` where there is none
 */
export function readSpool(place: string, offset: number, bytes: number = partBytes): SpoolPart | undefined {
  const part = readBytes(place, offset, bytes);
  const end = part.lastIndexOf(0x0a) + 1;
  if (end > 0) {
    const text = part.subarray(0, end - 1).toString('utf8');
    return { lines: text.split('\n'), nextOffset: offset + end };
  }
  return part.length < bytes ? undefined : readSpool(place, offset, bytes * 2);
}

function readBytes(place: string, offset: number, bytes: number): Buffer {
  let file: number;
  try {
    file = openSync(place, 'r');
  } catch {
    // Nothing was logged yet.
    return Buffer.alloc(0);
  }
  try {
    const buffer = Buffer.alloc(bytes);
    return buffer.subarray(0, readSync(file, buffer, 0, bytes, offset));
  } finally {
    closeSync(file);
  }
}
