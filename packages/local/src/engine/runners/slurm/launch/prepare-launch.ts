import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { type JsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';
import { errorMessage } from '../../../../error-message.js';
import { fullDiskError } from '../../../../storage/database/full-disk-error.js';
import { tokenValues } from '../../../trial/run-variables.js';
import type { CallService } from '../../computes/call-service.js';
import { launchJobOf } from '../../launches/launch-job-of.js';
import { prepareOutputs } from '../../process/folders/prepare-outputs.js';
import { prepareWorkFolder } from '../../process/folders/work-folder.js';
import type { TrialJob, TrialRefusal } from '../../trial-runner.js';
import { nodeProgram } from '../node/node-program.js';
import { givenAnswers } from '../spool/given-answers.js';
import { batchScript } from './batch-script.js';
import { launchFiles, outputsOf, type SlurmLaunch } from './slurm-launch.js';

/** What a launch is made ready with. */
export interface PrepareOptions {
  /** Lines of sh that a node runs first. */
  readonly setup: readonly string[];
  /** How long a trial that is to end may take, in milliseconds. */
  readonly graceMs: number;
  /** How often its node gives a sign of life, in milliseconds. */
  readonly beatMs: number;
  readonly callService: CallService;
}

/**
 * Makes ready on the shared folder what a node needs: the trial's own copy of the code, folders for what it writes, the
 * program that runs it and what describes it. All of it exists before the job is submitted: where the folder of its output
 * is missing, SLURM never runs a script and writes that nowhere.
 * @returns the working directory
 * @throws StorageError where the disk is full
 */
export async function prepareLaunch(
  job: TrialJob,
  launch: SlurmLaunch,
  options: PrepareOptions,
): Promise<{ readonly kind: 'prepared'; readonly workFolder: string } | TrialRefusal> {
  const { folders } = launch;
  const files = launchFiles(launch);
  try {
    for (const folder of [dirname(folders.log), folders.launch, join(folders.launch, 'bin'), files.spoolFolder]) {
      mkdirSync(folder, { recursive: true, mode: 0o700 });
    }
    const workFolder = await prepareWorkFolder(job.snapshot, folders);
    prepareOutputs(outputsOf(launch), job.definition.outputs ?? new Map());
    const description = await describeLaunch(job, launch, { ...options, workFolder });
    writeFileSync(files.description, writeJson(description), { mode: 0o600 });
    writeFileSync(files.program, nodeProgram, { mode: 0o600 });
    writeFileSync(files.script, batchScript(options.setup, files.program, files.description), { mode: 0o700 });
    const python = '#!/bin/sh\nexec python3 "$@"\n';
    writeFileSync(join(folders.launch, 'bin', 'python'), python, { mode: 0o700 });
    return { kind: 'prepared', workFolder };
  } catch (error) {
    const full = fullDiskError(error);
    if (full !== undefined) throw full;
    return { kind: 'refused', reason: `it could not be made ready: ${errorMessage(error)}` };
  }
}

/** What the node's program reads. With it goes the run's token, which nothing that SLURM shows contains. */
async function describeLaunch(
  job: TrialJob,
  launch: SlurmLaunch,
  { graceMs, beatMs, callService, workFolder }: PrepareOptions & { readonly workFolder: string },
): Promise<JsonObject> {
  const { folders } = launch;
  const { serviceAddress } = job;
  const outputsFolder = outputsOf(launch);
  const ofTrial = launchJobOf(job, { serviceAddress, outputsFolder, graceSeconds: graceMs / 1000 });
  const pythonPath = join(folders.launch, 'python');
  if (ofTrial.sitecustomize !== undefined) {
    mkdirSync(pythonPath, { recursive: true, mode: 0o700 });
    writeFileSync(join(pythonPath, 'sitecustomize.py'), ofTrial.sitecustomize, { mode: 0o600 });
  }
  return new Map<string, JsonValue>([
    ['launch', launch.id],
    ['workFolder', workFolder],
    ['script', ofTrial.script],
    ['environment', new Map([...ofTrial.variables, ...tokenValues(job.token, ofTrial.tokenVariables)])],
    ['serviceAddress', serviceAddress],
    ['pythonPath', ofTrial.sitecustomize === undefined ? null : pythonPath],
    ['programs', join(folders.launch, 'bin')],
    ['mark', folders.log],
    ['graceSeconds', ofTrial.graceSeconds],
    ['beatSeconds', beatMs / 1000],
    ['spoolFolder', launchFiles(launch).spoolFolder],
    ['token', job.token.token],
    ['answers', await givenAnswers(job, callService)],
  ]);
}
