import { createReadStream } from 'node:fs';
import { lstat, readdir } from 'node:fs/promises';
import path from 'node:path';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { asStoreError, isMissing } from './file-failure.js';

/**
 * The names of all files in a trial's folder, checkpoints included, sorted. Links are not followed: they could lead anywhere.
 * A folder that is not there has none.
 */
export async function listTrialFiles(folder: string, { signal }: CallOptions): Promise<readonly string[]> {
  const found: string[] = [];
  const open = [''];
  for (const below of open) {
    signal?.throwIfAborted();
    try {
      for (const entry of await readdir(path.join(folder, below), { withFileTypes: true })) {
        const name = below === '' ? entry.name : `${below}/${entry.name}`;
        if (entry.isDirectory()) open.push(name);
        else if (entry.isFile()) found.push(name);
      }
    } catch (error) {
      if (!isMissing(error)) throw asStoreError(error, path.join(folder, below));
    }
  }
  return found.toSorted();
}

/** A file's content as it is read, `undefined` where the folder has no such file, or its name leads out of the folder. */
export async function openTrialFile(
  folder: string,
  name: string,
  { signal }: CallOptions,
): Promise<AsyncIterable<Uint8Array> | undefined> {
  const parts = name.split('/');
  if (parts.some((part) => part === '' || part === '.' || part === '..' || part.includes('\0'))) return undefined;
  let place = folder;
  for (const [at, part] of parts.entries()) {
    place = path.join(place, part);
    const entry = await lstat(place).catch(() => undefined);
    const isWanted = at === parts.length - 1 ? entry?.isFile() : entry?.isDirectory();
    if (isWanted !== true) return undefined;
  }
  return contentOf(place, signal);
}

async function* contentOf(file: string, signal: AbortSignal | undefined): AsyncGenerator<Uint8Array, void, undefined> {
  try {
    for await (const piece of createReadStream(file, { signal })) {
      signal?.throwIfAborted();
      yield piece;
    }
  } catch (error) {
    signal?.throwIfAborted();
    throw asStoreError(error, file);
  }
}
