import { withdrawClaim } from '../launch/claim-file.js';
import { readSigns } from '../launch/launch-signs.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import type { SlurmContext } from '../slurm-context.js';
import { judgeLaunch, type LaunchEnd, type LaunchVerdict, type LaunchView } from './judge-launch.js';

/** Who watches a launch. */
export interface LaunchWatcher {
  /** Looks at the queue count that began after this, in the milliseconds of `performance.now()`. */
  readonly knownSince: number;
  /** Is called at each look at a launch that runs, or has, with the time of its claim. */
  readonly onClaimed: (time: Date) => Promise<void>;
  /** Is called at each look. */
  readonly onLook: (view: LaunchView) => void;
  readonly pause: (waitMs: number) => Promise<void>;
}

/** Looks at a launch until it is over. One whose job is over without a claim is withdrawn first: from then on it never runs. */
export async function watchLaunch(
  launch: SlurmLaunch,
  { queue, lookMs, patienceMs }: Pick<SlurmContext, 'queue' | 'lookMs' | 'patienceMs'>,
  { knownSince, onClaimed, onLook, pause }: LaunchWatcher,
): Promise<LaunchEnd> {
  const suspicion = createSuspicion(patienceMs);
  for (;;) {
    const signs = readSigns(launch);
    if (signs.claim?.kind === 'claimed') await onClaimed(signs.claim.time);
    const jobs = signs.exit === undefined ? queue.jobsOf(launch.id, knownSince) : undefined;
    onLook({ signs, jobs });
    const end = suspicion.confirm(judgeLaunch({ signs, jobs }));
    // A claim that is made at this moment counts.
    const isUnclaimed = end?.kind === 'unclaimed' || end?.kind === 'impossible';
    if (end !== undefined && (!isUnclaimed || withdraw(launch))) return end;
    await pause(lookMs);
  }
}

/** @returns whether nobody has claimed it, and nobody will */
export function withdraw(launch: SlurmLaunch): boolean {
  return withdrawClaim(launchFiles(launch).claim).kind === 'withdrawn';
}

interface Suspicion {
  /** @returns how the launch ended, where that is sure by now */
  confirm(verdict: LaunchVerdict): LaunchEnd | undefined;
}

/** What is suspected counts once it has lasted for long enough, without anything else in between. */
function createSuspicion(patienceMs: SlurmContext['patienceMs']): Suspicion {
  let sign: string | undefined;
  let since = 0;
  return {
    confirm(verdict) {
      if (verdict.kind === 'over') return verdict.end;
      const next = verdict.kind === 'suspected' ? `${verdict.end.kind} ${verdict.sign}` : undefined;
      if (next !== sign) since = performance.now();
      sign = next;
      const isSure = verdict.kind === 'suspected' && performance.now() - since >= patienceMs[verdict.patience];
      return isSure ? verdict.end : undefined;
    },
  };
}
