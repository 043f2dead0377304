import { statSync } from 'node:fs';

/** What was read of a file, for as long as its size and its time of change stay the same. */
export interface StampedValues<T> {
  /** What `read` makes of the file, unless that is known. @throws what the file system says, such as that there is no file */
  readonly get: (file: string, read: () => T | Promise<T>) => Promise<T>;
}

/**
 * Remembers what was read of files: a sweep that is watched is read again and again, and little of it changes. The file system
 * is asked without a detour through other threads, which costs more than the answer where there are hundreds of small files.
 */
export function knownByStamp<T>(): StampedValues<T> {
  const known = new Map<string, { readonly stamp: string; readonly value: T }>();
  return {
    async get(file, read) {
      const { size, mtimeMs, ino } = statSync(file);
      const stamp = `${size} ${mtimeMs} ${ino}`;
      const found = known.get(file);
      if (found?.stamp === stamp) return found.value;
      const value = await read();
      known.set(file, { stamp, value });
      return value;
    },
  };
}
