import type { CallOptions, LocalFile } from '@hyperdrive-run/core/ports';
import { LocalFilesError } from '@hyperdrive-run/core/trial';

/**
 * A file's content, piece by piece.
 * @throws LocalFilesError where it is longer or shorter than it was when its size was read
 */
export async function* readFile(file: LocalFile, options: CallOptions): AsyncGenerator<Uint8Array, void, undefined> {
  let bytes = 0;
  for await (const piece of file.open(options)) {
    options.signal?.throwIfAborted();
    bytes += piece.length;
    if (bytes > file.size) break;
    yield piece;
  }
  options.signal?.throwIfAborted();
  if (bytes === file.size) return;
  throw new LocalFilesError({
    path: file.path,
    problem: `had ${file.size} bytes, and has ${bytes > file.size ? 'more' : 'fewer'} now`,
    hint: 'Submit again once nothing writes to it; logs and caches can be left out with .amlignore.',
  });
}
