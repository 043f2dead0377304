import { parseTrialCommand } from '@hyperdrive-run/core/trial';
import { placeholderText } from '../../trial/placeholder-text.js';
import { renderCommand } from '../../trial/render-command.js';
import { runPlaceVariables, tokenNames } from '../../trial/run-variables.js';
import { sweepVariables } from '../../trial/sweep-variables.js';
import { azuremlFlushName, sitecustomize } from '../process/environment/azureml-flush.js';
import type { TrialJob } from '../trial-runner.js';
import type { LaunchJob } from './launch-job.js';

export interface LaunchJobOptions {
  /** Where trials of this runner reach the service. */
  readonly serviceAddress: string;
  /** Where the trial writes its outputs, absolute, where that is known already, as on a shared folder. */
  readonly outputsFolder?: string | undefined;
  /** How long the command may take to end when it is asked to, in seconds. Default 10. */
  readonly graceSeconds?: number | undefined;
}

/** Stands for a folder that only the machine of the trial knows. No file has this name. */
const outputsMark = '/hyperdrive-outputs-of-this-launch';

/**
 * How much later than its service a trial's own machine ends it, in seconds: the net for when there is no service. SLURM's limit is
 * as much above the trial's.
 */
const limitMarginSeconds = 600;

/** What a trial is on another machine: its command and its variables, without the environment of this one. */
export function launchJobOf(job: TrialJob, options: LaunchJobOptions): LaunchJob {
  const { definition } = job;
  const { serviceAddress, outputsFolder, graceSeconds = 10 } = options;
  const textOf = placeholderText({ ...job, outputsFolder: outputsFolder ?? outputsMark });
  const ofDefinition = definition.environmentVariables ?? new Map<string, string>();
  return {
    script: renderCommand(parseTrialCommand(definition.command), textOf).script,
    variables: new Map([
      // A Python script's output is in its log as it comes, and not lost where the script is ended.
      ['PYTHONUNBUFFERED', '1'],
      ...ofDefinition,
      ...sweepVariables(job, textOf),
      ...runPlaceVariables({ ...job, serviceAddress, ofDefinition }),
    ]),
    tokenVariables: tokenNames({ ofDefinition }),
    codePath: job.snapshot.codePath,
    outputs: [...(definition.outputs ?? [])].flatMap(([name, { type }]) => (type === 'uri_file' ? [] : [name])),
    outputsMark: outputsFolder === undefined ? outputsMark : undefined,
    sitecustomize: ofDefinition.get(azuremlFlushName) === '0' ? undefined : sitecustomize,
    graceSeconds,
    limitSeconds:
      definition.maxDurationSeconds === undefined ? undefined : definition.maxDurationSeconds + limitMarginSeconds,
  };
}
