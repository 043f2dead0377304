import { open, readFile } from 'node:fs/promises';
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
    if (size <= pieceBytes) yield await readFile(location);
    else yield* readInPieces(location);
  } catch (error) {
    throw new LocalFilesError({ path, problem: `cannot be read: ${reasonOf(error).words}`, cause: error });
  }
}

/** One piece of memory for all: a new one for each would keep the garbage collector busier than the reading. */
async function* readInPieces(location: string): AsyncGenerator<Uint8Array, void, undefined> {
  const file = await open(location);
  try {
    const memory = new Uint8Array(pieceBytes);
    for (;;) {
      const { bytesRead } = await file.read(memory, 0, pieceBytes);
      if (bytesRead === 0) return;
      yield memory.subarray(0, bytesRead);
    }
  } finally {
    await file.close();
  }
}
