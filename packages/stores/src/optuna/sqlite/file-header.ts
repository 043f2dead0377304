import { closeSync, openSync, readSync } from 'node:fs';

/** What a SQLite file begins with. */
const magic = 'SQLite format 3\0';

/**
 * The first bytes of a file. They are read and the file is closed within one call: a process that closes a file loses the locks
 * that SQLite has on it.
 */
export function readHeader(path: string): Buffer {
  const file = openSync(path, 'r');
  try {
    const header = Buffer.alloc(100);
    return header.subarray(0, readSync(file, header, 0, header.length, 0));
  } finally {
    closeSync(file);
  }
}

/** Whether a file begins as SQLite's do. */
export function isSqliteHeader(header: Buffer): boolean {
  return header.toString('latin1', 0, magic.length) === magic;
}

/** Whether a SQLite file is in WAL mode, as the versions of its format say. */
export function isWalFile(path: string): boolean {
  return readHeader(path)[18] === 2;
}
