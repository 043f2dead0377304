import { constants, readdirSync, realpathSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** A file of a package, or a folder. */
export interface CodeFile {
  /** In the package, with forward slashes; that of a folder ends with one. */
  readonly path: string;
  /** Where it is read, on this machine. */
  readonly source: string;
  readonly sizeBytes: number;
  readonly isExecutable: boolean;
}

/** Folders that are large, and are of no use on another machine: packages are installed there. */
const leftOut: readonly string[] = ['.git', 'node_modules', '__pycache__'];

/**
 * The files and folders of a folder for another machine, sorted by path. A link comes as what it leads to, wherever that is: the other
 * machine has no such place. One that leads nowhere, or back up into where it is, is left out, as are sockets and the like.
 * @param leaveOut names right in the folder that are not taken
 * @throws Error where the folder cannot be read
 */
export function listCodeFiles(folder: string, leaveOut: readonly string[] = []): readonly CodeFile[] {
  const files: CodeFile[] = [];

  function visit(source: string, path: string, above: readonly string[]): void {
    const status = statSync(source, { throwIfNoEntry: false });
    if (status?.isFile() === true) {
      const isExecutable = (status.mode & constants.S_IXUSR) !== 0;
      files.push({ path, source, sizeBytes: status.size, isExecutable });
    }
    if (status?.isDirectory() !== true) return;
    const real = realpathSync(source);
    if (above.includes(real)) return;
    // An empty folder is there too: a script may write into it.
    files.push({ path: `${path}/`, source, sizeBytes: 0, isExecutable: true });
    for (const name of readdirSync(source)) {
      if (leftOut.includes(name) || (path === '' && leaveOut.includes(name))) continue;
      visit(join(source, name), path === '' ? name : `${path}/${name}`, [...above, real]);
    }
  }
  // A folder that is gone is no empty one.
  statSync(folder);
  visit(folder, '', []);
  return files.filter(({ path }) => path !== '/').toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

/** Whether a path of a package is that of a folder. */
export function isFolder(path: string): boolean {
  return path.endsWith('/');
}
