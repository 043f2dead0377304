import { createReadStream } from 'node:fs';
import { Zip, ZipDeflate } from 'fflate';
import { type CodeFile, isFolder } from './code-files.js';

/** ZIP has no earlier time; with one time for all, the same files make the same bytes. */
const firstTime = new Date(1980, 0, 1);

/** Unix, whose permissions are in the upper half of the attributes. */
const unix = 3;

/**
 * The files as a ZIP, piece by piece: nothing but what was written last is kept in memory, and others get their turn.
 * @throws Error where a file cannot be read
 */
export async function* zipFiles(files: readonly CodeFile[]): AsyncGenerator<Uint8Array> {
  let pieces: Uint8Array[] = [];
  const failures: Error[] = [];
  const zip = new Zip((error, piece) => void (error === null ? pieces.push(piece) : failures.push(error)));
  function* takePieces(): Generator<Uint8Array> {
    for (const error of failures) throw error;
    yield* pieces;
    pieces = [];
  }
  for (const { path, source, isExecutable } of files) {
    const entry = new ZipDeflate(path, { level: 6 });
    entry.mtime = firstTime;
    entry.os = unix;
    entry.attrs = (isExecutable ? 0o755 : 0o644) << 16;
    zip.add(entry);
    for await (const chunk of isFolder(path) ? [] : createReadStream(source)) {
      entry.push(new Uint8Array(chunk));
      yield* takePieces();
    }
    entry.push(new Uint8Array(0), true);
    yield* takePieces();
  }
  zip.end();
  yield* takePieces();
}
