import type { SubmittedTrial, TrialRefusal } from '../runners/trial-runner.js';
import type { FollowedExit } from './follow-job.js';

/** How often a trial may come to nothing before it ran, until its sweep is given up: the others would fare no better. */
const mostFailedStarts = 3;

/** The same with the starts that an engine forgot, which say nothing of the trial: its head was started anew. */
const mostStarts = 20;

/** A trial that is handed over. */
export type Start = Promise<{ readonly kind: 'submitted'; readonly trial: SubmittedTrial } | TrialRefusal>;

/** How a trial is started and followed. */
export interface StartSteps {
  readonly first: () => Start;
  readonly anew: () => Start;
  readonly follow: (job: SubmittedTrial) => Promise<FollowedExit>;
  /** Whether it is still to run. */
  readonly isWanted: () => boolean;
  /** Is called before it is started once more, with why it never ran. */
  readonly onNeverRan: (reason: string) => void;
}

/** Starts a trial until it has run, or is given up, and returns how that ended. */
export async function startUntilRun({ first, anew, follow, isWanted, onNeverRan }: StartSteps): Promise<FollowedExit> {
  let failed = 0;
  for (let starts = 1; ; starts += 1) {
    const next = await (starts === 1 ? first() : anew());
    if (next.kind === 'refused') return { exit: next };
    const followed = await follow(next.trial);
    const { exit } = followed;
    if (exit.kind !== 'never-ran' || !isWanted()) return followed;
    if (exit.isForgotten !== true) failed += 1;
    if (failed === mostFailedStarts || starts === mostStarts) return followed;
    onNeverRan(exit.reason);
  }
}
