import { jobPhase, waitsForEver, wasTakenAway } from '../commands/job-state.js';
import type { SlurmJob } from '../commands/squeue-output.js';
import type { LaunchSigns } from '../launch/launch-signs.js';

/** What is known of a launch. */
export interface LaunchView {
  readonly signs: LaunchSigns;
  /** Its jobs, by its name; `undefined` where the queue could not be read since it was submitted. */
  readonly jobs: readonly SlurmJob[] | undefined;
}

/** How a launch is over. */
export type LaunchEnd =
  | { readonly kind: 'exited'; readonly code: number; readonly time: Date }
  /** Somebody withdrew it before it ran. */
  | { readonly kind: 'withdrawn' }
  /** It never will run where it waits. */
  | { readonly kind: 'impossible'; readonly reason: string }
  /** Its job is over, or gone, and nobody claimed it. */
  | { readonly kind: 'unclaimed'; readonly job: SlurmJob | undefined }
  /** Its job is over, and the node wrote no exit code. */
  | { readonly kind: 'without-exit'; readonly job: SlurmJob }
  /** It may run on, out of reach. */
  | { readonly kind: 'lost'; readonly reason: string };

/**
 * What is to be made of a launch.
 * - `suspected`: it ended in this way if nothing else is seen for a while; `sign` is what must stay the same meanwhile
 */
export type LaunchVerdict =
  | { readonly kind: 'going-on' }
  | { readonly kind: 'over'; readonly end: LaunchEnd }
  | { readonly kind: 'suspected'; readonly end: LaunchEnd; readonly patience: Patience; readonly sign: string };

/**
 * How long something must last before it counts.
 * - `file`: until a network file system shows a file that another machine wrote
 * - `queue`: until the queue is sure to list what was submitted, or to have looked at it again
 * - `silence`: until a node that should give signs of life is taken for lost
 */
export type Patience = 'file' | 'queue' | 'silence';

const goingOn = { kind: 'going-on' } as const;

/**
 * Judges a launch. The word of its node counts first, by the files that it writes; SLURM's is the fallback. What cannot be
 * seen is never taken for ended.
 */
export function judgeLaunch({ signs, jobs }: LaunchView): LaunchVerdict {
  const { claim, exit } = signs;
  if (exit !== undefined) return { kind: 'over', end: { kind: 'exited', ...exit } };
  if (claim?.kind === 'withdrawn') return { kind: 'over', end: { kind: 'withdrawn' } };
  if (jobs === undefined || claim?.kind === 'unfinished') return goingOn;
  return claim === undefined ? judgeUnclaimed(jobs) : judgeClaimed(jobs, claim.jobId, signs.beat);
}

function judgeUnclaimed(jobs: readonly SlurmJob[]): LaunchVerdict {
  const left = jobs.filter(({ state }) => jobPhase(state) !== 'ended');
  const waiting = left[0];
  if (waiting === undefined) {
    const job = jobs[0];
    // Its claim decides whether it ran: a job that is over cannot claim it any more, one that is not listed might.
    return job === undefined
      ? { kind: 'suspected', end: { kind: 'unclaimed', job }, patience: 'queue', sign: 'none' }
      : { kind: 'over', end: { kind: 'unclaimed', job } };
  }
  const isHopeless = left.every(({ state, reason }) => jobPhase(state) === 'waiting' && waitsForEver(reason));
  if (!isHopeless) return goingOn;
  const reason = `SLURM says that its job ${waiting.id} can never run: ${waiting.reason}`;
  return { kind: 'suspected', end: { kind: 'impossible', reason }, patience: 'queue', sign: waiting.reason };
}

function judgeClaimed(jobs: readonly SlurmJob[], jobId: string | undefined, beat: string): LaunchVerdict {
  const job = jobs.find(({ id }) => id === jobId);
  if (job === undefined) {
    const reason = `SLURM does not know its job ${jobId ?? ''} any more, and its node gives no sign of life.`;
    return { kind: 'suspected', end: { kind: 'lost', reason }, patience: 'silence', sign: beat };
  }
  if (jobPhase(job.state) !== 'ended') return goingOn;
  const end: LaunchEnd = wasTakenAway(job.state)
    ? { kind: 'lost', reason: `SLURM ended its job ${job.id} on ${job.nodes}: ${job.state}.` }
    : { kind: 'without-exit', job };
  // A controller that was started anew may have started it a second time, which was refused: the first attempt goes on.
  return { kind: 'suspected', end, patience: 'file', sign: `${job.state} ${beat}` };
}
