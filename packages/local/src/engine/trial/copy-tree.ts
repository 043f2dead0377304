import { constants, mkdirSync, readdirSync, symlinkSync } from 'node:fs';
import { copyFile, readlink, symlink } from 'node:fs/promises';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';

/** Whether `path` is `folder` or lies in it. Both are absolute. */
export function isInside(folder: string, path: string): boolean {
  const way = relative(folder, path);
  return way === '' || (!way.startsWith('..') && !isAbsolute(way));
}

export interface CopyTreeOptions {
  /** Files and folders that are left out, as absolute paths. */
  readonly exclude?: readonly string[] | undefined;
}

/**
 * Copies a folder's content. Version control (`.git`) is left out. `node_modules` are not copied but linked: they are
 * large, and what is installed does not change with a trial. A link inside the folder stays one; a link out of it
 * points to the same place as before. Sockets and the like are left out.
 */
export async function copyTree(from: string, to: string, options: CopyTreeOptions = {}): Promise<void> {
  await copyFolder(from, to, { root: resolve(from), exclude: new Set(options.exclude) });
}

async function copyFolder(
  from: string,
  to: string,
  context: { readonly root: string; readonly exclude: ReadonlySet<string> },
): Promise<void> {
  mkdirSync(to, { recursive: true });
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const source = join(from, entry.name);
    const target = join(to, entry.name);
    if (entry.name === '.git' || context.exclude.has(resolve(source))) continue;
    if (entry.isDirectory() && entry.name === 'node_modules') linkFolder(resolve(source), target);
    else if (entry.isDirectory()) await copyFolder(source, target, context);
    else if (entry.isFile()) await copyFile(source, target, constants.COPYFILE_FICLONE);
    else if (entry.isSymbolicLink()) await copyLink(source, target, context.root);
  }
}

async function copyLink(source: string, target: string, root: string): Promise<void> {
  const to = await readlink(source);
  const absolute = resolve(dirname(source), to);
  const staysInside = !isAbsolute(to) && isInside(root, absolute);
  await symlink(staysInside ? to : absolute, target);
}

/** Links to a folder. On Windows a junction needs no special right. */
export function linkFolder(folder: string, link: string): void {
  symlinkSync(folder, link, 'junction');
}
