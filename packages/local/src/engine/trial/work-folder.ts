import { mkdir, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { outputsFolder } from '../../storage/run-files.js';
import type { CodeSnapshot } from './code-snapshot.js';
import { copyTree, linkFolder } from './copy-tree.js';
import type { TrialFolders } from './trial-folders.js';

/**
 * Makes a trial's working directory: a copy of the sweep's code of its own. What the trial writes into `outputs/`
 * there lands among its kept files at once.
 * @returns the directory that the command is to run in
 */
export async function prepareWorkFolder(
  snapshot: CodeSnapshot,
  folders: Pick<TrialFolders, 'work' | 'kept'>,
): Promise<string> {
  await rm(folders.work, { recursive: true, force: true });
  await mkdir(dirname(folders.work), { recursive: true, mode: 0o700 });
  await copyTree(snapshot.folder, folders.work);
  const directory = join(folders.work, snapshot.codePath);
  const keptOutputs = join(folders.kept, outputsFolder);
  await mkdir(keptOutputs, { recursive: true, mode: 0o700 });
  await linkFolder(keptOutputs, join(directory, outputsFolder));
  return directory;
}

/** Removes what is not kept of a trial. A folder that cannot be removed is left: it disturbs nothing. */
export async function removeWorkFolder({ work, launch }: Pick<TrialFolders, 'work' | 'launch'>): Promise<void> {
  for (const folder of [work, launch]) {
    await rm(folder, { recursive: true, force: true, maxRetries: 3 }).catch(() => undefined);
  }
}
