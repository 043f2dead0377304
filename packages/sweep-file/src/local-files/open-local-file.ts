import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import type { CallOptions, LocalFile } from '@hyperdrive-run/core/ports';
import { LocalFilesError } from '@hyperdrive-run/core/trial';
import { reasonOf } from './reason-of.js';

/** Larger files are read in pieces of this size. */
const pieceBytes = 2 ** 20;

/** A file as the port has it. */
export function toLocalFile(file: Pick<LocalFile, 'path' | 'size' | 'location'>): LocalFile {
  return { ...file, open: (options) => read(file, options) };
}

async function* read(
  { path, size, location }: Pick<LocalFile, 'path' | 'size' | 'location'>,
  { signal }: CallOptions = {},
): AsyncGenerator<Uint8Array, void, undefined> {
  signal?.throwIfAborted();
  try {
    // A stream costs more than a small file.
    if (size <= pieceBytes) yield await readFile(location);
    else yield* createReadStream(location, { highWaterMark: pieceBytes });
  } catch (error) {
    throw new LocalFilesError({ path, problem: `cannot be read: ${reasonOf(error).words}`, cause: error });
  }
}
