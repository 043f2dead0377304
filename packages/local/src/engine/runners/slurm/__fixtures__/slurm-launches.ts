import type { PreparedTrial, SubmittedTrial, TrialJob, TrialRunner } from '../../trial-runner.js';
import { slurm } from './cluster-control.js';

/** Prepares a trial that can be prepared. */
export async function prepare(runner: TrialRunner, job: TrialJob): Promise<PreparedTrial> {
  const prepared = await runner.prepare(job);
  if (prepared.kind === 'prepared') return prepared;
  throw new Error(prepared.reason);
}

/** The id of a prepared launch, which is the name of its job. */
export function launchIdOf({ handle }: PreparedTrial): string {
  const id = handle.get('launchId');
  if (typeof id !== 'string') throw new Error('The handle of a launch has no id.');
  return id;
}

/** The ids of the jobs of a launch that have not ended. */
export async function activeJobs(prepared: PreparedTrial): Promise<readonly string[]> {
  const printed = await slurm('squeue', '-h', '-n', launchIdOf(prepared), '-o', '%i');
  return printed.split('\n').filter((id) => id !== '');
}

/** How a submitted trial started. */
export async function startOf(trial: SubmittedTrial): Promise<unknown> {
  return (await trial.started).kind;
}
