import { createLaunchJudge, type LaunchPatience } from '../../launches/judge-launch.js';
import type { TrialExit, TrialRefusal } from '../../trial-runner.js';
import { withdrawClaim } from '../launch/claim-file.js';
import { readSigns } from '../launch/launch-signs.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import type { SlurmContext } from '../slurm-context.js';
import { exitByAccount, exitOfUnclaimed } from './exit-of-end.js';
import { jobOfClaim, type LaunchView, launchOf, viewOfJobs } from './launch-view.js';
import { watchFolder } from './watch-folder.js';

/** Who watches a launch. */
export interface LaunchWatcher {
  /** Looks at the queue count that began after this, in the milliseconds of `performance.now()`. */
  readonly knownSince: number;
  /** Is called at each look at a launch that runs, or has, with the time of its claim. */
  readonly onClaimed: (time: Date) => Promise<void>;
  /** Is called at each look. */
  readonly onLook: (view: LaunchView) => void;
  readonly pause: (waitMs: number) => Promise<void>;
  /** Ends the pause that is on. */
  readonly wake: () => void;
}

type WatchContext = Pick<SlurmContext, 'commands' | 'queue' | 'lookMs' | 'patienceMs'>;

/**
 * Looks at a launch until it is over, by the rules for all launches. One that nobody has claimed is withdrawn first: from then on
 * it never runs.
 */
export async function watchLaunch(
  launch: SlurmLaunch,
  context: WatchContext,
  watcher: LaunchWatcher,
): Promise<TrialExit | TrialRefusal> {
  const closeWatch = watchFolder(launch.folders.launch, watcher.wake);
  try {
    return await lookUntilOver(launch, context, watcher);
  } finally {
    closeWatch();
  }
}

async function lookUntilOver(
  launch: SlurmLaunch,
  { commands, queue, lookMs, patienceMs }: WatchContext,
  { knownSince, onClaimed, onLook, pause }: LaunchWatcher,
): Promise<TrialExit | TrialRefusal> {
  const judge = createLaunchJudge(() => new Date(), patienceOf(patienceMs));
  const heard = createHeard();
  for (;;) {
    const signs = readSigns(launch);
    if (signs.claim?.kind === 'claimed') await onClaimed(signs.claim.time);
    const jobs = signs.exit === undefined ? queue.jobsOf(launch.id, knownSince) : undefined;
    const view = { signs, jobs };
    onLook(view);
    const judgement = judge.judge(launchOf(launch, signs, heard(signs.beat)), viewOfJobs(view));
    switch (judgement.kind) {
      case 'ended':
        return judgement.exit;
      case 'give-up':
        if (judgement.exit.kind !== 'lost') return judgement.exit;
        return exitByAccount(jobOfClaim(jobs ?? [], signs.claim), judgement.exit, commands);
      case 'withdraw':
        // A claim that is made at this moment counts.
        if (withdraw(launch))
          return { ...exitOfUnclaimed(launch, judgement.reason), isForgotten: judgement.isForgotten };
        break;
      case 'refuse':
        if (withdraw(launch)) return judgement.refusal;
        break;
      default:
    }
    await pause(lookMs);
  }
}

/** @returns whether nobody has claimed it, and nobody will */
export function withdraw(launch: SlurmLaunch): boolean {
  return withdrawClaim(launchFiles(launch).claim).kind === 'withdrawn';
}

function patienceOf({ file, queue, silence }: SlurmContext['patienceMs']): LaunchPatience {
  return { lostAfterMs: file, forgottenAfterMs: silence, unlistedAfterMs: queue, impossibleAfterMs: queue };
}

/** When the sign of life of a node changed last, by this machine's clock. */
function createHeard(): (beat: string) => Date {
  let last: { readonly beat: string; readonly time: Date } | undefined;
  return (beat) => {
    if (last?.beat !== beat) last = { beat, time: new Date() };
    return last.time;
  };
}
