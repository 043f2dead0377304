import { createHash } from 'node:crypto';
import type { LocalFile, LocalFiles, LocalTree } from '@hyperdrive-run/core/ports';

/** A file of a test, whose content is in memory. */
export function memoryFile(path: string, content: string | Uint8Array): LocalFile {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  return {
    path,
    size: bytes.length,
    location: `/memory/${path}`,
    async *open() {
      yield bytes;
    },
  };
}

/** A folder of a test: paths with their contents. */
export function memoryTree(
  name: string,
  contents: ReadonlyMap<string, string>,
  folders?: readonly string[],
): LocalTree {
  const paths = [...contents.keys()];
  const parents = paths.flatMap((path) =>
    path
      .split('/')
      .slice(0, -1)
      .map((_, index, all) => all.slice(0, index + 1).join('/')),
  );
  return {
    kind: 'folder',
    name,
    files: [...contents].map(([path, content]) => memoryFile(path, content)),
    folders: [...new Set([...parents, ...(folders ?? [])])],
  };
}

/** The hashes of Node. */
export const nodeHash: LocalFiles['createHash'] = (algorithm) => createHash(algorithm);
