import type { ComputeResources } from '../../computes/compute.js';

/** What is submitted. */
export interface BatchJob {
  /** The id of its launch, which is its name: jobs are found by it. */
  readonly name: string;
  /** The partition; `undefined` for the cluster's default. */
  readonly partition?: string | undefined;
  readonly resources: ComputeResources;
  /** How long the trial itself may take, in seconds. */
  readonly maxDurationSeconds?: number | undefined;
  /** Where the script's output goes, absolute. Its folder exists: without it SLURM never runs the script, and says nothing. */
  readonly logPath: string;
  /** Where the script starts, absolute; it exists. */
  readonly workFolder: string;
  /** The script, on the shared folder. SLURM takes a copy of it. */
  readonly scriptPath: string;
}

/** What SLURM's limit is above the trial's own, which counts only from its claim: the net below it. */
const marginMinutes = 10;

/**
 * The arguments of `sbatch`. A job is never requeued: it would run twice under one id. Its output is appended to, since SLURM
 * empties the file at a second start.
 */
export function sbatchArguments(job: BatchJob): readonly string[] {
  const { cpus, gpus, memoryBytes } = job.resources;
  const seconds = job.maxDurationSeconds;
  return [
    '--parsable',
    '--no-requeue',
    '--open-mode=append',
    `--job-name=${job.name}`,
    '--nodes=1',
    '--ntasks=1',
    `--chdir=${job.workFolder}`,
    `--output=${literalPath(job.logPath)}`,
    '--input=/dev/null',
    ...(job.partition === undefined ? [] : [`--partition=${job.partition}`]),
    ...(cpus === undefined ? [] : [`--cpus-per-task=${cpus}`]),
    ...(gpus === undefined || gpus === 0 ? [] : [`--gres=gpu:${gpus}`]),
    ...(memoryBytes === undefined ? [] : [`--mem=${Math.ceil(memoryBytes / 1024)}K`]),
    ...(seconds === undefined ? [] : [`--time=${Math.ceil(seconds / 60) + marginMinutes}`]),
    job.scriptPath,
  ];
}

/** SLURM puts ids and names in place of `%j` and others. */
function literalPath(path: string): string {
  return path.replaceAll('%', '%%');
}
