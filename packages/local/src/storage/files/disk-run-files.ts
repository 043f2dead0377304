import { lstat, readdir } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { RunKey } from '../run-key.js';
import { plainPartsOf } from './plain-path.js';
import type { RunFile, RunFiles } from './run-files.js';
import { runFolderName, workspaceFolderName } from './run-folder-name.js';

/**
 * The files of runs under `<folder>/runs/<workspace>/<run>/`: what is kept in `files/`, where the trial runs in `work/`. What
 * all trials share is in `<folder>/support/`.
 * @param folder the service's folder
 */
export function createRunFiles(folder: string): RunFiles {
  const runs = resolve(folder, 'runs');
  const placeOf = (key: RunKey): string => join(runs, workspaceFolderName(key.scope), runFolderName(key.runId));
  const folderOf = (key: RunKey): string => join(placeOf(key), 'files');

  return {
    folderOf,
    workFolderOf: (key) => join(placeOf(key), 'work'),
    supportFolder: resolve(folder, 'support'),
    launchFolderOf: (key) => join(placeOf(key), 'launch'),
    async list(key, underFolder = '') {
      const parts = plainPartsOf(underFolder);
      return parts === undefined ? [] : filesUnder(folderOf(key), parts);
    },
    async find(key, path) {
      const parts = plainPartsOf(path);
      const name = parts?.at(-1);
      if (parts === undefined || name === undefined) return undefined;
      const place = await plainFolder(folderOf(key), parts.slice(0, -1));
      if (place === undefined) return undefined;
      return (await kindOf(join(place, name))) === 'file' ? join(place, name) : undefined;
    },
  };
}

/** The folder at the end of the steps, each a real folder: never a link that a trial put there to reach other files. */
async function plainFolder(root: string, parts: readonly string[]): Promise<string | undefined> {
  let place = root;
  for (const part of ['.', ...parts]) {
    place = join(place, part);
    if ((await kindOf(place)) !== 'folder') return undefined;
  }
  return place;
}

async function filesUnder(root: string, parts: readonly string[]): Promise<readonly RunFile[]> {
  const place = await plainFolder(root, parts);
  if (place === undefined) return [];
  const names = (await readdir(place)).toSorted();
  const files: RunFile[] = [];
  for (const name of names) {
    const below = [...parts, name];
    const status = await lstat(join(place, name)).catch(() => undefined);
    if (status?.isDirectory() === true) files.push(...(await filesUnder(root, below)));
    else if (status?.isFile() === true) {
      files.push({ path: below.join('/'), sizeBytes: status.size, modifiedTime: status.mtime });
    }
  }
  return files;
}

async function kindOf(place: string): Promise<'file' | 'folder' | 'other' | 'missing'> {
  try {
    const status = await lstat(place);
    if (status.isDirectory()) return 'folder';
    return status.isFile() ? 'file' : 'other';
  } catch {
    return 'missing';
  }
}
