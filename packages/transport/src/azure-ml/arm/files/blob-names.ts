import type { LocalFile, LocalTree } from '@hyperdrive-run/core/ports';
import { LocalFilesError } from '@hyperdrive-run/core/trial';
import { comparePythonTexts } from './python-order.js';

/** A file, and what it is called in its container. */
export interface NamedBlob {
  readonly file: LocalFile;
  readonly name: string;
}

/** What Azure's storage takes: characters of a name, and folders in it. */
const longestName = 1024;
const mostSegments = 254;

/**
 * The names under which the files of a tree are kept: below the folder's own name, or that of the single file. The first one
 * is where it is written down that all are there; it is chosen as azure-ai-ml chooses it, so that each sees the other's uploads.
 * @param parent what the names begin with, such as `LocalUpload/9f…`; nothing at the root of a container
 * @throws LocalFilesError for names that are too long
 */
export function blobNames(tree: LocalTree, parent = ''): readonly NamedBlob[] {
  const begin = parent === '' ? '' : `${parent}/`;
  const folder = tree.kind === 'folder' ? `${begin}${tree.name}/` : begin;
  return tree.files
    .toSorted(
      (left, right) => comparePythonTexts(left.location, right.location) || comparePythonTexts(left.path, right.path),
    )
    .map((file) => ({ file, name: checkName(`${folder}${file.path}`, file) }));
}

function checkName(name: string, { path }: LocalFile): string {
  const hint = `Shorten the names of its folders, or leave it out with .amlignore.`;
  if (name.length > longestName) {
    const problem = `would be called by ${name.length} characters in the storage, which takes ${longestName}`;
    throw new LocalFilesError({ path, problem, hint });
  }
  if (name.split('/').length > mostSegments) {
    throw new LocalFilesError({ path, problem: `is below more than ${mostSegments - 1} folders`, hint });
  }
  return name;
}
