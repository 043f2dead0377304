import { randomUUID } from 'node:crypto';
import { mkdirSync } from 'node:fs';
import { dirname, join } from 'node:path';
import type { JsonObject } from '@hyperdrive-run/core/json';
import { parseTrialCommand } from '@hyperdrive-run/core/trial';
import { errorMessage } from '../../../error-message.js';
import { fullDiskError } from '../../../storage/database/full-disk-error.js';
import { outputsFolder, type RunFiles } from '../../../storage/files/run-files.js';
import { placeholderText } from '../../trial/placeholder-text.js';
import { renderCommand } from '../../trial/render-command.js';
import { sweepVariables } from '../../trial/sweep-variables.js';
import type { PreparedTrial, SubmittedTrial, TrialExit, TrialJob, TrialRefusal, TrialRunner } from '../trial-runner.js';
import { withPython } from './environment/active-python.js';
import { withAzuremlFlush } from './environment/azureml-flush.js';
import { type TrialEnvironmentInput, trialEnvironment } from './environment/trial-environment.js';
import { prepareOutputs } from './folders/prepare-outputs.js';
import { type TrialFolders, trialFolders } from './folders/trial-folders.js';
import { prepareWorkFolder, removeWorkFolder } from './folders/work-folder.js';
import type { ProcessLaunch, ProcessPlace, TrialProcess } from './process-launch.js';
import { processRunnerTerms } from './process-runner-terms.js';
import { findTrialProcess, startTrialProcess, type TrialProcessOptions } from './trial-process.js';

export interface ProcessTrialRunnerOptions extends TrialProcessOptions {
  /** Where trials live on the disk. */
  readonly files: RunFiles;
  /** The environment that trials inherit, as it is now; by default the one of this process. */
  readonly environment?: Readonly<Record<string, string | undefined>> | undefined;
}

/** Runs trials as processes of this machine (`startTrialProcess`), each in a folder of its own. */
export function createProcessTrialRunner(options: ProcessTrialRunnerOptions): TrialRunner {
  const { files } = options;
  // Read once: each variable of a process is a call of the system's library.
  const inherited = { ...(options.environment ?? process.env) };
  return {
    ...processRunnerTerms,
    newHandle,
    async prepare(job) {
      const handle = job.handle ?? newHandle();
      const launch = await prepareLaunch(job, launchIdOf(handle) ?? randomUUID(), { files, inherited });
      return 'kind' in launch ? launch : toPrepared(launch, handle, options);
    },
    async find(key, handle) {
      const id = launchIdOf(handle);
      if (id === undefined) return { kind: 'ended', exit: { kind: 'lost' } };
      const folders = trialFolders(files, key);
      // It may have been reserved and no more: what is recorded there now keeps it from being started.
      mkdirSync(folders.launch, { recursive: true, mode: 0o700 });
      const found = await findTrialProcess(placeOf(folders, id), options);
      return found.kind === 'running' ? { kind: 'active', trial: toSubmitted(found.trial) } : found;
    },
    cleanUp: (key) => removeWorkFolder(trialFolders(files, key)),
  };
}

const newHandle = (): JsonObject => new Map([['launchId', randomUUID()]]);

function launchIdOf(handle: JsonObject): string | undefined {
  const id = handle.get('launchId');
  return typeof id === 'string' ? id : undefined;
}

function placeOf({ launch, log }: TrialFolders, id: string): ProcessPlace {
  return { record: { folder: launch, id }, logPath: log };
}

async function prepareLaunch(
  job: TrialJob,
  launchId: string,
  { files, inherited }: Pick<ProcessTrialRunnerOptions, 'files'> & Pick<TrialEnvironmentInput, 'inherited'>,
): Promise<ProcessLaunch | TrialRefusal> {
  const folders = trialFolders(files, job);
  const outputs = join(folders.kept, outputsFolder);
  const textOf = placeholderText({ ...job, outputsFolder: outputs });
  const { script } = renderCommand(parseTrialCommand(job.definition.command), textOf);
  let doing = 'its working directory cannot be made';
  try {
    mkdirSync(dirname(folders.log), { recursive: true, mode: 0o700 });
    mkdirSync(folders.launch, { recursive: true, mode: 0o700 });
    const workFolder = await prepareWorkFolder(job.snapshot, folders);
    prepareOutputs(outputs, job.definition.outputs ?? new Map());
    doing = 'its environment cannot be made';
    const variables = trialEnvironment({
      ...job,
      inherited,
      ofDefinition: job.definition.environmentVariables ?? new Map(),
      ofTrial: sweepVariables(job, textOf),
    });
    const withPrograms = withPython(variables, join(folders.launch, 'bin'));
    const ready = withAzuremlFlush(withPrograms, join(files.supportFolder, 'python'));
    return { ...placeOf(folders, launchId), script, workFolder, environment: ready };
  } catch (error) {
    const full = fullDiskError(error);
    if (full !== undefined) throw full;
    return { kind: 'refused', reason: `${doing}: ${errorMessage(error)}` };
  }
}

function toPrepared(launch: ProcessLaunch, handle: JsonObject, options: ProcessTrialRunnerOptions): PreparedTrial {
  return { kind: 'prepared', handle, start: () => toSubmitted(startTrialProcess(launch, options)) };
}

/** A process runs as soon as it exists. One that could not be made would not be at the next try either. */
function toSubmitted(trial: TrialProcess): SubmittedTrial {
  const refusal = (exit: TrialExit): Promise<TrialRefusal> | TrialRefusal =>
    exit.kind === 'never-ran' && exit.error === undefined
      ? { kind: 'refused', reason: exit.reason }
      : new Promise(() => {});
  return {
    started: trial.isStarted ? Promise.resolve({ kind: 'started' }) : trial.ended.then(refusal),
    ended: trial.isStarted ? trial.ended : trial.ended.then((exit) => ('error' in exit ? exit : new Promise(() => {}))),
    async end() {
      trial.end();
    },
  };
}
