import type { CallOptions, ContentHash, LocalFile, LocalFiles, LocalTree } from '@hyperdrive-run/core/ports';
import { sortedByLowerCase } from './python-order.js';
import { readFile } from './read-file.js';
import { toHex } from './to-hex.js';

/** What the hash of every input begins with. */
const beginning = 'Initialize for october 2021 AML CLI version';

/** A name in a folder: a file's, or that of a folder with its path. */
interface Entry {
  readonly name: string;
  readonly content: LocalFile | string;
}

/**
 * The hash that names the place of a local input in the datastore. It counts a folder's names and contents, empty folders
 * too, and neither the input's own name nor sizes. The recipe is `get_object_hash` of azure-ai-ml, which looks below no folder
 * that a rule leaves out, although what another rule takes in again there is uploaded.
 * @throws LocalFilesError where a file cannot be read, or changes meanwhile
 */
export async function hashData(
  tree: LocalTree,
  createHash: LocalFiles['createHash'],
  options: CallOptions = {},
): Promise<string> {
  const hash = createHash('sha256');
  const encoder = new TextEncoder();
  hash.update(encoder.encode(beginning));
  if (tree.kind === 'file') {
    for (const file of tree.files) await addContent(hash, file, options);
    return toHex(hash.digest());
  }
  const folders = entriesByFolder(tree);
  const waiting: Entry[] = inReverse(folders.get(''));
  for (let entry = waiting.pop(); entry !== undefined; entry = waiting.pop()) {
    hash.update(encoder.encode(entry.name));
    if (typeof entry.content !== 'string') await addContent(hash, entry.content, options);
    else waiting.push(...inReverse(folders.get(entry.content)));
  }
  return toHex(hash.digest());
}

/** A folder's entries, the first of them at the end, where it is taken from. */
function inReverse(entries: readonly Entry[] = []): Entry[] {
  return sortedByLowerCase(entries, ({ name }) => name).toReversed();
}

async function addContent(hash: ContentHash, file: LocalFile, options: CallOptions): Promise<void> {
  for await (const piece of readFile(file, options)) hash.update(piece);
}

/** What is directly in each folder, by its path; the root is the empty text. */
function entriesByFolder({ files, folders }: LocalTree): ReadonlyMap<string, readonly Entry[]> {
  const all = new Map<string, Entry[]>();
  const add = (path: string, content: LocalFile | string): void => {
    const cut = path.lastIndexOf('/');
    const folder = cut === -1 ? '' : path.slice(0, cut);
    const entries = all.get(folder) ?? [];
    entries.push({ name: path.slice(cut + 1), content });
    all.set(folder, entries);
  };
  for (const folder of folders) add(folder, folder);
  for (const file of files) add(file.path, file);
  return all;
}
