import { join } from 'node:path';
import { outputsFolder, type RunFiles } from '../../../../storage/files/run-files.js';
import type { RunKey } from '../../../../storage/run-key.js';
import { type TrialFolders, trialFolders } from '../../process/folders/trial-folders.js';

/** A start of a trial, as it is found again on the shared folder. */
export interface SlurmLaunch {
  readonly key: RunKey;
  /** A UUID, and the name of its job. */
  readonly id: string;
  readonly folders: TrialFolders;
  /** Where the service keeps the files of the run, where that is another folder than the shared one. */
  readonly collectInto?: string | undefined;
}

/** The files of a launch, all in its folder. */
export interface LaunchFiles {
  /** What the node is to run. It contains the run's token, so only its owner reads it. */
  readonly description: string;
  readonly program: string;
  readonly script: string;
  /** Made once: by who may run it, or by the service that withdraws it. */
  readonly claim: string;
  /** The command's exit code, once nothing of the trial runs. */
  readonly exit: string;
  /** Written anew every few seconds while the trial runs. */
  readonly alive: string;
  /** Where it exists the node ends the trial. */
  readonly end: string;
  /** Where it exists the job was submitted, or was about to be. */
  readonly submitted: string;
  readonly spoolFolder: string;
  /** The calls of the trial, and beside it how far they were followed. */
  readonly spool: string;
  readonly spoolOffset: string;
}

/** Where the trials of a compute live. */
export interface SlurmPlaces {
  /** On a folder that the nodes see under the same path. */
  readonly files: RunFiles;
  /** Where the service keeps the files of runs, where that is another place. */
  readonly collectInto?: RunFiles | undefined;
}

export function slurmLaunch({ files, collectInto }: SlurmPlaces, key: RunKey, id: string): SlurmLaunch {
  return { key, id, folders: trialFolders(files, key), collectInto: collectInto?.folderOf(key) };
}

export function launchFiles({ id, folders }: SlurmLaunch): LaunchFiles {
  const at = (ending: string): string => join(folders.launch, `${id}.${ending}`);
  const spoolFolder = join(folders.launch, 'spool');
  const spool = join(spoolFolder, `${id}.ndjson`);
  return {
    description: at('json'),
    program: at('py'),
    script: at('sh'),
    claim: at('claim'),
    exit: at('exit'),
    alive: at('alive'),
    end: at('end'),
    submitted: at('submitted'),
    spoolFolder,
    spool,
    spoolOffset: `${spool}.offset`,
  };
}

/** Where a trial's outputs go. */
export function outputsOf({ folders }: SlurmLaunch): string {
  return join(folders.kept, outputsFolder);
}
