import type { EngineView } from '../../launches/judge-launch.js';
import type { Launch } from '../../launches/launch.js';
import { jobPhase, waitsForEver, wasTakenAway } from '../commands/job-state.js';
import type { SlurmJob } from '../commands/squeue-output.js';
import type { Claim } from '../launch/claim-file.js';
import type { LaunchSigns } from '../launch/launch-signs.js';
import type { SlurmLaunch } from '../launch/slurm-launch.js';

/** What is known of a launch at one time. */
export interface LaunchView {
  readonly signs: LaunchSigns;
  /** Its jobs, by its name; `undefined` where the queue could not be read since it was submitted. */
  readonly jobs: readonly SlurmJob[] | undefined;
}

/**
 * A launch as the rules for launches read it, by its files.
 * @param heardTime when its node gave the latest sign of life
 */
export function launchOf({ id }: Pick<SlurmLaunch, 'id'>, { claim, exit }: LaunchSigns, heardTime: Date): Launch {
  const claimed = claim?.kind === 'claimed' ? claim : undefined;
  return {
    id,
    state: exit !== undefined ? 'reported' : claim === undefined || claim.kind === 'unfinished' ? 'open' : claim.kind,
    createdTime: heardTime,
    node: claimed?.node,
    claimTime: claimed?.time,
    heardTime,
    report: exit === undefined ? undefined : { kind: 'exited', code: exit.code },
    // Its files may be late, so what was told to end is waited for no shorter.
    isToEnd: false,
    reason: claim?.kind === 'withdrawn' ? 'it was withdrawn before it ran' : undefined,
    endTime: exit?.time,
  };
}

/** What SLURM says of a launch, as the rules for launches read it. What cannot be seen is never taken for ended. */
export function viewOfJobs({ signs: { claim }, jobs }: LaunchView): EngineView {
  // Somebody writes the claim at this moment.
  if (jobs === undefined || claim?.kind === 'unfinished') return { kind: 'unknown' };
  return claim?.kind === 'claimed' ? viewOfClaimed(jobs, claim) : viewOfUnclaimed(jobs);
}

/** The job whose script has claimed a launch: of a doubled submission there is another one. */
export function jobOfClaim(jobs: readonly SlurmJob[], claim: Claim | undefined): SlurmJob | undefined {
  return claim?.kind === 'claimed' ? jobs.find(({ id }) => id === claim.jobId) : undefined;
}

function viewOfUnclaimed(jobs: readonly SlurmJob[]): EngineView {
  const left = jobs.filter(({ state }) => jobPhase(state) !== 'ended');
  const [waiting, ended] = [left[0], jobs[0]];
  if (waiting === undefined) {
    if (ended === undefined) return { kind: 'gone', reason: 'SLURM does not know its job' };
    return { kind: 'over', reason: `SLURM says ${ended.state} (${ended.reason}) of its job ${ended.id}` };
  }
  if (left.some(({ state }) => jobPhase(state) !== 'waiting')) return { kind: 'running' };
  if (!left.every(({ reason }) => waitsForEver(reason))) return { kind: 'waiting' };
  return {
    kind: 'impossible',
    reason: `SLURM says that its job ${waiting.id} can never run: ${waiting.reason}`,
  };
}

function viewOfClaimed(jobs: readonly SlurmJob[], claim: Extract<Claim, { readonly kind: 'claimed' }>): EngineView {
  const job = jobOfClaim(jobs, claim);
  if (job === undefined) {
    const reason = `SLURM does not know its job ${claim.jobId ?? ''} any more, and its node gives no sign of life.`;
    return { kind: 'gone', reason };
  }
  if (jobPhase(job.state) !== 'ended') return { kind: jobPhase(job.state) === 'waiting' ? 'waiting' : 'running' };
  // A controller that was started anew may have started it a second time, which was refused: the first attempt goes on then.
  return {
    kind: 'over',
    reason: wasTakenAway(job.state)
      ? `SLURM ended its job ${job.id} on ${job.nodes}: ${job.state}.`
      : `SLURM says ${job.state} of its job ${job.id}, and its node wrote no exit code.`,
  };
}
