import { setTimeout as delay } from 'node:timers/promises';
import { errorMessage } from '../../../../error-message.js';
import { keepLogBounded } from '../../process/bounded-log.js';
import type { SubmittedTrial, TrialExit, TrialStart } from '../../trial-runner.js';
import type { BatchJob } from '../commands/sbatch-arguments.js';
import { readClaim, withdrawClaim } from '../launch/claim-file.js';
import { createFileCollector } from '../launch/collect-files.js';
import { askForEnd, readSigns } from '../launch/launch-signs.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import type { SlurmContext } from '../slurm-context.js';
import { followSpool } from '../spool/spool-follower.js';
import { exitOfEnd } from './exit-of-end.js';
import { judgeLaunch, type LaunchEnd, type LaunchVerdict } from './judge-launch.js';
import { submitLaunch } from './submit-launch.js';

/**
 * Follows a launch to its end, by its files and the queue.
 * @param batch what is submitted first; `undefined` where an earlier service did that
 */
export function followLaunch(launch: SlurmLaunch, context: SlurmContext, batch?: BatchJob): SubmittedTrial {
  const files = launchFiles(launch);
  const spool = followSpool(launch, context.callService);
  const collector = createFileCollector(launch);
  const started = openOutcome<TrialStart>();
  const ended = openOutcome<TrialExit>();
  const ending = new AbortController();
  let wake = (): void => {};
  let knownSince = batch === undefined ? Number.NEGATIVE_INFINITY : Number.POSITIVE_INFINITY;
  let isOver = false;

  const pause = async (waitMs: number): Promise<void> => {
    const timer = new AbortController();
    wake = () => timer.abort();
    // A service that closes does not wait for it.
    await delay(waitMs, undefined, { signal: timer.signal, ref: false }).catch(() => undefined);
  };

  /** @returns whether it is in the queue, or was withdrawn meanwhile */
  async function submit(job: BatchJob): Promise<boolean> {
    const submission = await submitLaunch(launch, job, context, () => !ending.signal.aborted, pause);
    if (submission.kind === 'refused') {
      started.resolve(submission);
      return false;
    }
    knownSince = performance.now();
    // What was asked for while it was being submitted missed it.
    if (ending.signal.aborted) await context.commands.cancelJobs(launch.id).catch(() => undefined);
    return true;
  }

  async function untilOver(leave: () => void): Promise<LaunchEnd> {
    const suspicion = createSuspicion(context);
    for (;;) {
      const signs = readSigns(launch);
      if (signs.claim?.kind === 'claimed') {
        leave();
        started.resolve({ kind: 'started', time: signs.claim.time });
        await spool.follow();
        collector.collectLog();
      }
      const jobs = signs.exit === undefined ? context.queue.jobsOf(launch.id, knownSince) : undefined;
      const end = suspicion.confirm(judgeLaunch({ signs, jobs }));
      // Whoever comes first: a claim that is made now counts.
      const isClaimed = end?.kind === 'unclaimed' || end?.kind === 'impossible' ? !withdraw() : false;
      if (end !== undefined && !isClaimed) return end;
      await pause(context.lookMs);
    }
  }

  function withdraw(): boolean {
    return withdrawClaim(files.claim).kind === 'withdrawn';
  }

  async function follow(): Promise<void> {
    // One that an earlier service submitted has its place already.
    const leave = batch === undefined ? context.room.join() : await context.room.enter(ending.signal);
    const closeLog = keepLogBounded(launch.folders.log);
    try {
      const isFirst = batch !== undefined && readClaim(files.claim) === undefined;
      if (isFirst && !(await submit(batch))) return;
      const end = await untilOver(leave);
      leave();
      if (end.kind === 'impossible') {
        started.resolve({ kind: 'refused', reason: end.reason });
        await context.commands.cancelJobs(launch.id).catch(() => undefined);
        return;
      }
      if (end.kind === 'lost') askForEnd(launch);
      while (end.kind === 'exited' && !(await spool.follow())) await pause(context.lookMs);
      const exit = await exitOfEnd(launch, end, context.commands);
      closeLog();
      await collector.collectAll();
      ended.resolve(exit);
    } catch (error) {
      ended.resolve({ kind: 'lost', reason: errorMessage(error) });
    } finally {
      isOver = true;
      leave();
      closeLog();
    }
  }

  void follow();
  return {
    started: started.promise,
    ended: ended.promise,
    async end() {
      if (isOver) return;
      ending.abort();
      const isWithdrawn = withdraw();
      if (!isWithdrawn) askForEnd(launch);
      wake();
      try {
        await context.commands.cancelJobs(launch.id);
      } catch (error) {
        // What is withdrawn runs no more, whether or not its job is still in the queue.
        if (!isWithdrawn) throw error;
      }
    },
  };
}

/** A promise with what settles it: the first time counts. */
function openOutcome<T>(): { readonly promise: Promise<T>; readonly resolve: (outcome: T) => void } {
  let resolve = (_outcome: T): void => {};
  const promise = new Promise<T>((settle) => {
    resolve = settle;
  });
  return { promise, resolve };
}

interface Suspicion {
  /** @returns how the launch ended, where that is sure by now */
  confirm(verdict: LaunchVerdict): LaunchEnd | undefined;
}

/** What is suspected counts once it has lasted for long enough, without anything else in between. */
function createSuspicion({ patienceMs }: SlurmContext): Suspicion {
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
