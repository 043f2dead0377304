import { existsSync, lstatSync, readdirSync, statSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { basename, dirname, join, parse, relative, resolve } from 'node:path';
import { keptFolders, outputsFolder } from '../../storage/files/run-files.js';
import { copyTree, linkFolder } from './copy-tree.js';

/** A sweep's code as it was when the sweep began. */
export interface CodeSnapshot {
  /** The snapshot's folder. */
  readonly folder: string;
  /** Where in it the code lies: trials run there in their own copy. */
  readonly codePath: string;
}

/**
 * Copies a sweep's code, so that later edits do not change trials that are still to come.
 *
 * Imports of packages still resolve, also with ES modules, which go by real paths: beside the code, each folder above
 * it that contains a `node_modules` or a `package.json` is rebuilt with a link to the former and a copy of the latter.
 * What the code imports by a relative path out of its folder is not there, as on Azure ML. The folders `outputs` and
 * `logs` beside the code are left out: they contain what an earlier training left, and each trial has its own. A folder
 * `logs` with source files in it is code, and comes with the rest. Code that is one file is a folder with that file
 * alone.
 *
 * @param code the folder or the file of the code, or `undefined` for an empty folder
 * @param folder where the snapshot goes; it does not exist yet
 * @param exclude files and folders that are not part of the code, as absolute paths
 */
export async function takeCodeSnapshot(
  code: string | undefined,
  folder: string,
  exclude: readonly string[] = [],
): Promise<CodeSnapshot> {
  if (code === undefined) {
    await mkdir(folder, { recursive: true });
    return { folder, codePath: '' };
  }
  const root = resolve(code);
  let place = folder;
  for (const ancestor of ancestorsOf(root).filter(holdsModules)) {
    place = join(place, basename(ancestor) || 'root');
    await mkdir(place, { recursive: true });
    const manifest = join(ancestor, 'package.json');
    if (existsSync(manifest)) await copyFile(manifest, join(place, 'package.json'));
    const modules = join(ancestor, 'node_modules');
    if (isFolder(modules)) linkFolder(modules, join(place, 'node_modules'));
  }
  const isFile = existsSync(root) && !isFolder(root);
  place = join(place, isFile ? 'code' : basename(root) || 'code');
  if (isFile) {
    await mkdir(place, { recursive: true });
    await copyFile(root, join(place, basename(root)));
    return { folder, codePath: relative(folder, place) };
  }
  const leftovers = keptFolders.filter((name) => name === outputsFolder || !isCode(join(root, name)));
  const leftOut = [...exclude, folder, ...leftovers.map((name) => join(root, name))].map((path) => resolve(path));
  await copyTree(root, place, { exclude: leftOut });
  return { folder, codePath: relative(folder, place) };
}

/** The folders above a folder, the outermost first. */
function ancestorsOf(folder: string): readonly string[] {
  const ancestors: string[] = [];
  for (let at = folder; at !== parse(at).root; at = dirname(at)) ancestors.unshift(dirname(at));
  return ancestors;
}

function holdsModules(folder: string): boolean {
  return existsSync(join(folder, 'package.json')) || isFolder(join(folder, 'node_modules'));
}

/** Whether a place is a file, or a folder with source files right in it. */
function isCode(path: string): boolean {
  const status = lstatSync(path, { throwIfNoEntry: false });
  if (status?.isDirectory() !== true) return status?.isFile() === true;
  return readdirSync(path).some((name) => /\.(?:py|[cm]?[jt]s|r|jl|sh)$/i.test(name));
}

function isFolder(path: string): boolean {
  return statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? false;
}
