import path from 'node:path';
import { checkNonEmptyString, checkOneOf } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { createStoreBackend } from '../backend/create-store-backend.js';
import type { RayTuneJudgement } from './experiment-folder.js';

export type { RayTuneJudgement } from './experiment-folder.js';

/**
 * Opens the folder of a Ray Tune experiment as a sweep. Nothing in it is changed, and no pickle is read.
 * @param folder relative to the working directory
 * @throws StoreError where there is no such folder, or it is none of an experiment
 */
export async function openRayTuneFolder(folder: string, judgement: RayTuneJudgement = {}): Promise<SweepBackend> {
  if (judgement.metric !== undefined) checkNonEmptyString('metric', judgement.metric);
  if (judgement.goal !== undefined) checkOneOf('goal', judgement.goal, ['maximize', 'minimize'], 'minimize');
  const absolute = path.resolve(folder);
  // Loaded when it is needed: who reads studies of Optuna has no use for it.
  const { findStateFile } = await import('./state/find-state-file.js');
  const { createRayTuneSource } = await import('./ray-tune-source.js');
  await findStateFile(absolute);
  return createStoreBackend(createRayTuneSource(absolute, judgement));
}
