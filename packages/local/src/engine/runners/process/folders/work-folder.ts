import { lstatSync, mkdirSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { keptFolders } from '../../../../storage/files/run-files.js';
import type { CodeSnapshot } from '../../../trial/code-snapshot.js';
import { copyTree, linkFolder } from '../../../trial/copy-tree.js';
import { removeFolder } from './remove-folder.js';
import type { TrialFolders } from './trial-folders.js';

/**
 * Makes a trial's working directory: a copy of the sweep's code of its own. What the trial writes into `outputs/` and
 * `logs/` there lands among its kept files at once. Where the code itself has such a folder, its files are kept with them.
 * @returns the directory that the command is to run in
 */
export async function prepareWorkFolder(
  snapshot: CodeSnapshot,
  folders: Pick<TrialFolders, 'work' | 'kept'>,
): Promise<string> {
  await removeFolder(folders.work);
  mkdirSync(dirname(folders.work), { recursive: true, mode: 0o700 });
  await copyTree(snapshot.folder, folders.work);
  const directory = join(folders.work, snapshot.codePath);
  for (const name of keptFolders) await keepFolder(join(directory, name), join(folders.kept, name));
  return directory;
}

/** Puts a link to a kept folder where a trial writes it. A file of the code in that place is left. */
async function keepFolder(place: string, kept: string): Promise<void> {
  const found = lstatSync(place, { throwIfNoEntry: false });
  if (found?.isFile() === true) return;
  mkdirSync(kept, { recursive: true, mode: 0o700 });
  if (found !== undefined) {
    await copyTree(place, kept);
    await rm(place, { recursive: true });
  }
  linkFolder(kept, place);
}

/** Removes what is not kept of a trial. A folder that cannot be removed is left: it disturbs nothing. */
export async function removeWorkFolder({ work, launch }: Pick<TrialFolders, 'work' | 'launch'>): Promise<void> {
  for (const folder of [work, launch]) {
    await removeFolder(folder).catch(() => undefined);
  }
}
