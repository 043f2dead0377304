import { closeSync, openSync, readSync, statSync } from 'node:fs';

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

/** What the first bytes of a SQLite file say of how it is written. */
export interface SqliteFileState {
  /** Whether it is in WAL mode, as the versions of its format say. */
  readonly isWal: boolean;
  /** Changes with each transaction that is written; `undefined` in WAL mode, where those are in another file. */
  readonly stamp: string | undefined;
}

/** Where the header counts the transactions, which SQLite goes by itself: 32 bits. */
const changeCounter = 24;

/** How a SQLite file is written. Asked before a look, so that what that reads is never older. */
export function readFileState(path: string): SqliteFileState {
  const { size, mtimeMs, ino } = statSync(path);
  const header = readHeader(path);
  const isWal = header[18] === 2;
  const isWhole = header.length >= changeCounter + 4;
  const stamp = isWal || !isWhole ? undefined : `${header.readUInt32BE(changeCounter)} ${size} ${mtimeMs} ${ino}`;
  return { isWal, stamp };
}
