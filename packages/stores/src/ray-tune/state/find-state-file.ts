import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { StoreError } from '../../store-error.js';
import { asStoreError, isMissing } from '../files/file-failure.js';

const stateFile = /^experiment_state-.*\.json$/;

/**
 * The state file of an experiment: each session of it wrote one, and Ray takes the one with the greatest name.
 * @throws StoreError where there is no folder, or none of an experiment
 */
export async function findStateFile(folder: string): Promise<string> {
  let names: readonly string[];
  try {
    names = await readdir(folder);
  } catch (error) {
    throw await unreadableFolder(folder, error);
  }
  const newest = names
    .filter((name) => stateFile.test(name))
    .toSorted()
    .at(-1);
  if (newest !== undefined) return path.join(folder, newest);
  throw new StoreError({
    failure: 'not-a-store',
    path: folder,
    message: `${folder} contains no file experiment_state-*.json, so it is not the folder of a Ray Tune experiment.`,
    hint: hintOf(await experimentsBelow(folder, names)),
  });
}

async function unreadableFolder(folder: string, error: unknown): Promise<unknown> {
  if (!isMissing(error)) return asStoreError(error, folder);
  const isFile = (await stat(folder).catch(() => undefined))?.isFile() === true;
  if (!isFile) {
    return new StoreError({
      failure: 'missing',
      path: folder,
      message: `The folder ${folder} does not exist.`,
      hint: 'Give the folder of an experiment, such as ~/ray_results/NAME.',
      cause: error,
    });
  }
  return new StoreError({
    failure: 'not-a-store',
    path: folder,
    message: `${folder} is a file, and not the folder of a Ray Tune experiment.`,
    hint: 'Give the folder that contains the file experiment_state-*.json.',
    cause: error,
  });
}

const mostNamed = 5;

/** Which of the folders below are those of experiments: people name the folder above. */
async function experimentsBelow(folder: string, names: readonly string[]): Promise<readonly string[]> {
  const found: string[] = [];
  for (const name of names.toSorted()) {
    const inside = await readdir(path.join(folder, name)).catch(() => []);
    if (inside.some((each) => stateFile.test(each))) found.push(name);
    if (found.length === mostNamed) break;
  }
  return found;
}

function hintOf(below: readonly string[]): string {
  if (below.length === 0) return 'Give the folder of an experiment, such as ~/ray_results/NAME.';
  return `Name one of the experiments in it: ${below.map((name) => JSON.stringify(name)).join(', ')}.`;
}
