import { mkdirSync, readFileSync, renameSync, rmSync, type Stats, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { crc32 } from 'node:zlib';

/** Code as V8 compiled it, in a file that is only used by the program and the user that wrote it. */
export interface CodeCache {
  /** What was kept; `undefined` where nothing whole and trustworthy is. Never throws. */
  read(): Buffer | undefined;
  /**
   * Keeps code for the next time, or does nothing where it cannot be written. Never throws.
   * @param compile is called only where it can be kept
   */
  write(compile: () => Buffer): void;
}

/**
 * Compiled code is run without being looked at, so it counts only where nobody else can have written it: in a file and a
 * folder that belong to this user and that nobody else may write to. It is whole where its checksum is right.
 * @param file its folder is created, closed to other users, where its parent belongs to this user
 * @param key what the code was compiled from and with; one line. Code under another key is replaced
 */
export function openCodeCache(file: string, key: string): CodeCache {
  const folder = path.dirname(file);
  const headerOf = (code: Buffer): Buffer => Buffer.from(`${key} ${crc32(code)}\n`);
  return {
    read() {
      try {
        if (!isPrivate(statSync(folder)) || !isPrivate(statSync(file))) return undefined;
        const content = readFileSync(file);
        const code = content.subarray(content.indexOf('\n') + 1);
        return content.subarray(0, content.length - code.length).equals(headerOf(code)) ? code : undefined;
      } catch {
        return undefined;
      }
    },
    write(compile) {
      const draft = `${file}.${process.pid}`;
      try {
        // Not into the home folder of the user that sudo was called by, say.
        if (!isOwned(nearestFolder(folder))) return;
        makeFolder(folder);
        if (!isPrivate(statSync(folder))) return;
        const code = compile();
        // Written beside and moved: nobody reads half of it.
        writeFileSync(draft, Buffer.concat([headerOf(code), code]), { mode: 0o600, flag: 'wx' });
        renameSync(draft, file);
      } catch {
        removeDraft(draft);
      }
    },
  };
}

function removeDraft(draft: string): void {
  try {
    rmSync(draft, { force: true });
  } catch {
    // What is left of it is never read.
  }
}

/** The folder itself, else the nearest one above it that exists. */
function nearestFolder(folder: string): Stats {
  const found = statSync(folder, { throwIfNoEntry: false });
  return found ?? nearestFolder(path.dirname(folder));
}

/** One level after the other: with `recursive`, Node 20 never returns from a file system that has no room for folders, like /proc. */
function makeFolder(folder: string): void {
  if (statSync(folder, { throwIfNoEntry: false }) !== undefined) return;
  makeFolder(path.dirname(folder));
  mkdirSync(folder, { mode: 0o700 });
}

function isPrivate(found: Stats): boolean {
  // Windows has no such bits; its folders of a user are closed to others.
  return isOwned(found) && (process.platform === 'win32' || (found.mode & 0o022) === 0);
}

function isOwned({ uid }: Stats): boolean {
  return process.getuid === undefined || uid === process.getuid();
}
