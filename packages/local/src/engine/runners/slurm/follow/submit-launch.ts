import { writeFileSync } from 'node:fs';
import type { BatchJob } from '../commands/sbatch-arguments.js';
import { readClaim } from '../launch/claim-file.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import type { SlurmContext } from '../slurm-context.js';

/** What came of it, once that is known. */
export type LaunchSubmission =
  /** Without an id where its answer was lost. */
  | { readonly kind: 'submitted'; readonly jobId?: string | undefined }
  | { readonly kind: 'refused'; readonly reason: string };

/** What goes on around a submission. */
export interface SubmitCourse {
  /** Whether it is still to run. */
  readonly isWanted: () => boolean;
  /** Waits for that many milliseconds, or until the launch is to end. */
  readonly pause: (waitMs: number) => Promise<void>;
  /** Is called with why it is not known, for people. */
  readonly onUnknown: (reason: string) => void;
}

/** The longest time between two tries, in milliseconds. */
const longestWaitMs = 60_000;

/**
 * Submits a launch until it is known to be in the queue. Where an answer is lost, the queue is looked through for its name;
 * where it is not there, it is submitted again: should both jobs exist in the end, the claim lets one of them run.
 */
export async function submitLaunch(
  launch: SlurmLaunch,
  batch: BatchJob,
  { commands, queue }: Pick<SlurmContext, 'commands' | 'queue'>,
  { isWanted, pause, onUnknown }: SubmitCourse,
): Promise<LaunchSubmission> {
  const { claim, submitted } = launchFiles(launch);
  writeFileSync(submitted, '', { mode: 0o600 });
  for (let wait = 1000; isWanted(); wait = Math.min(wait * 2, longestWaitMs)) {
    const submission = await commands.submit(batch);
    if (submission.kind !== 'unknown') return submission;
    onUnknown(submission.reason);
    const jobs = await queue.look(batch.name).catch(() => []);
    if (jobs.length > 0 || readClaim(claim) !== undefined) break;
    await pause(wait);
  }
  return { kind: 'submitted' };
}
