import { join } from 'node:path';
import { type RunFiles, standardLog } from '../../../../storage/files/run-files.js';
import type { RunKey } from '../../../../storage/run-key.js';

/** Where a trial lives on the disk. Nothing of it need be there yet. */
export interface TrialFolders {
  /** Where it runs. Removed when the trial has ended. */
  readonly work: string;
  /** What its start is recorded in. Removed when the trial has ended. */
  readonly launch: string;
  /** Kept: logs and outputs. */
  readonly kept: string;
  /** The file of its standard output and standard error, among what is kept. */
  readonly log: string;
}

export function trialFolders(files: RunFiles, key: RunKey): TrialFolders {
  const kept = files.folderOf(key);
  return {
    work: files.workFolderOf(key),
    launch: files.launchFolderOf(key),
    kept,
    log: join(kept, standardLog),
  };
}
