import type { RunKey } from '../run-key.js';

/** The log with a trial's standard output and standard error, as Azure ML names it. */
export const standardLog = 'user_logs/std_log.txt';

/** The log of a sweep's parent run: samples, decisions, reasons. */
export const sweepLog = 'azureml-logs/hyperdrive.txt';

/** The folder whose files a trial leaves behind. */
export const outputsFolder = 'outputs';

/** The folders whose files are kept of what a trial writes in its working directory, as on Azure ML. */
export const keptFolders: readonly string[] = [outputsFolder, 'logs'];

export interface RunFile {
  /** With forward slashes, relative to the run's files, such as `outputs/model.json`. */
  readonly path: string;
  readonly sizeBytes: number;
  readonly modifiedTime: Date;
}

/**
 * Where the files of runs lie on disk. Whatever a run id contains, its folders lie inside the service's folder, and no two
 * runs share one.
 */
export interface RunFiles {
  /** The absolute folder of the run's kept files (`user_logs/`, `azureml-logs/`, `outputs/`, `logs/`). It may not exist yet. */
  folderOf(key: RunKey): string;
  /** The absolute folder that a trial is run in, beside the kept files. It may not exist yet. */
  workFolderOf(key: RunKey): string;
  /** The absolute folder of what a trial's start is recorded in, beside them. It may not exist yet. */
  launchFolderOf(key: RunKey): string;
  /** The absolute folder of what the service gives all trials alike to run with. It may not exist yet. */
  readonly supportFolder: string;
  /** Kept files, folder by folder, each sorted by name; symbolic links are left out. */
  list(key: RunKey, underFolder?: string): Promise<readonly RunFile[]>;
  /** The absolute place of a kept file, or `undefined` where there is none or the path leads out of the run's folder. */
  find(key: RunKey, path: string): Promise<string | undefined>;
}
