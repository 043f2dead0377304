import type { Dirent, Stats } from 'node:fs';
import { opendir, realpath, stat } from 'node:fs/promises';
import { basename, join, relative, resolve, sep } from 'node:path';
import type { CallOptions, LocalFile, LocalTree } from '@hyperdrive-run/core/ports';
import { LocalFilesError } from '@hyperdrive-run/core/trial';
import { type IgnoreRules, readIgnoreRules } from './ignore-rules.js';
import { toLocalFile } from './open-local-file.js';
import { reasonOf } from './reason-of.js';

/** A folder on the way, by its names. */
interface Folder {
  /** From the root, with forward slashes; empty for the root. */
  readonly path: string;
  /** Where it is, links followed. */
  readonly location: string;
  /** What its files are called for the rules: they are seen from where they really are. */
  readonly ruled: string;
  /** Where it and the folders around it are, to notice links that lead in a circle. */
  readonly around: readonly string[];
}

/** What is found while a tree is walked. */
interface Walk {
  readonly rules: IgnoreRules | undefined;
  readonly files: LocalFile[];
  readonly folders: string[];
  readonly signal: AbortSignal | undefined;
}

/**
 * Lists the files at a path, as azure-ai-ml does: links are followed, hidden files count, and what `.amlignore`, else
 * `.gitignore`, of the root leaves out is left out.
 * @throws LocalFilesError as the port says, and where links lead in a circle
 */
export async function listTree(path: string, { signal }: CallOptions): Promise<LocalTree> {
  signal?.throwIfAborted();
  const root = resolve(path);
  const found = await statOf(root, path);
  const location = await realpath(root);
  if (found.isFile()) {
    const name = basename(root);
    return { kind: 'file', name, files: [toLocalFile({ path: name, size: found.size, location })], folders: [] };
  }
  if (!found.isDirectory()) throw neither(path);
  const rules = await readIgnoreRules(root);
  const walk: Walk = { rules, files: [], folders: [], signal };
  await addFolder(walk, { path: '', location, ruled: ruledPath(rules, location), around: [location] });
  const { files, folders } = walk;
  if (files.length > 0) return { kind: 'folder', name: basename(root), files, folders, ignoreFile: rules?.file };
  const problem = rules === undefined ? 'has no file' : `has no file that its ${rules.file} does not leave out`;
  throw new LocalFilesError({ path, problem, hint: 'Put a file into it, or name another folder.' });
}

/** Adds a folder's own files, then those of its folders, each in the order of the file system. */
async function addFolder(walk: Walk, folder: Folder): Promise<void> {
  const entries = await entriesOf(folder);
  walk.signal?.throwIfAborted();
  const below: Folder[] = [];
  for (const found of await Promise.all(entries.map((entry) => examine(walk, folder, entry)))) {
    if (found === undefined) continue;
    if ('file' in found) walk.files.push(toLocalFile(found.file));
    else {
      if (found.isNamed) walk.folders.push(found.folder.path);
      if (!found.isAllIgnored) below.push(found.folder);
    }
  }
  for (const next of below) {
    if (folder.around.includes(next.location)) {
      throw new LocalFilesError({ path: next.path, problem: 'is a link to a folder that it is in itself' });
    }
    await addFolder(walk, next);
  }
}

async function entriesOf({ path, location }: Folder): Promise<readonly Dirent[]> {
  const entries: Dirent[] = [];
  try {
    // Unlike readdir, it keeps the order in which the file system has them: so does Python.
    for await (const entry of await opendir(location, { bufferSize: 256 })) entries.push(entry);
  } catch (error) {
    throw new LocalFilesError({
      path: path || location,
      problem: `cannot be read: ${reasonOf(error).words}`,
      cause: error,
    });
  }
  return entries;
}

/** What an entry of a folder is. */
type Found =
  | { readonly file: Omit<LocalFile, 'open'> }
  | { readonly folder: Folder; readonly isNamed: boolean; readonly isAllIgnored: boolean };

/** Looks at an entry of a folder; `undefined` for a file that is left out. */
async function examine({ rules }: Walk, folder: Folder, entry: Dirent): Promise<Found | undefined> {
  const path = joined(folder.path, entry.name);
  const ruled = joined(folder.ruled, entry.name);
  const isIgnored = rules?.isIgnored(ruled) === true;
  const at = join(folder.location, entry.name);
  if (entry.isDirectory()) return toFound(rules, { path, location: at, ruled, around: folder.around }, !isIgnored);
  // What is left out is looked at only where it may be a link to a folder.
  if (isIgnored && !entry.isSymbolicLink()) return undefined;
  const stats = isIgnored ? await stat(at).catch(() => undefined) : await statOf(at, path);
  const location = entry.isSymbolicLink() && stats !== undefined ? await realpath(at) : at;
  if (stats?.isDirectory() === true) {
    const around = folder.around;
    return toFound(rules, { path, location, ruled: ruledPath(rules, location), around }, !isIgnored);
  }
  if (isIgnored || stats === undefined) return undefined;
  if (!stats.isFile()) throw neither(path);
  return { file: { path, size: stats.size, location } };
}

function toFound(rules: IgnoreRules | undefined, folder: Folder, isNamed: boolean): Found {
  const around = [...folder.around, folder.location];
  return { folder: { ...folder, around }, isNamed, isAllIgnored: rules?.isAllIgnored(folder.ruled) === true };
}

function joined(folder: string, name: string): string {
  return folder === '' ? name : `${folder}/${name}`;
}

function ruledPath(rules: IgnoreRules | undefined, location: string): string {
  return rules === undefined ? '' : relative(rules.base, location).replaceAll(sep, '/');
}

async function statOf(location: string, path: string): Promise<Stats> {
  try {
    return await stat(location);
  } catch (error) {
    const { code, words } = reasonOf(error);
    const isUnreadableName = code === 'ENOENT' && path.includes('\uFFFD');
    const problem = isUnreadableName ? 'has a name that is no UTF-8' : `cannot be read: ${words}`;
    throw new LocalFilesError({
      path,
      problem: code === 'ENOENT' && !isUnreadableName ? 'does not exist' : problem,
      cause: error,
    });
  }
}

function neither(path: string): LocalFilesError {
  return new LocalFilesError({ path, problem: 'is neither a file nor a folder' });
}
