import { errorMessage } from '../../../../error-message.js';
import { openOutcome } from '../../open-outcome.js';
import { keepLogBounded } from '../../process/bounded-log.js';
import type { SubmittedTrial, TrialExit, TrialStart } from '../../trial-runner.js';
import type { BatchJob } from '../commands/sbatch-arguments.js';
import { readClaim } from '../launch/claim-file.js';
import { createFileCollector } from '../launch/collect-files.js';
import { askForEnd, readSigns } from '../launch/launch-signs.js';
import { launchFiles, type SlurmLaunch } from '../launch/slurm-launch.js';
import type { SlurmContext } from '../slurm-context.js';
import { followSpool } from '../spool/spool-follower.js';
import { endLaunch } from './end-launch.js';
import type { LaunchView } from './launch-view.js';
import { createPauses } from './pauses.js';
import { createPlacementReporter, placementOf } from './placement.js';
import { submitLaunch } from './submit-launch.js';
import { watchLaunch } from './watch-launch.js';

/**
 * Follows a launch to its end, by its files and the queue.
 * @param batch what is submitted first; `undefined` where an earlier service did that
 */
export function followLaunch(launch: SlurmLaunch, context: SlurmContext, batch?: BatchJob): SubmittedTrial {
  const { commands, room, lookMs } = context;
  const started = openOutcome<TrialStart>();
  const ended = openOutcome<TrialExit>();
  const ending = new AbortController();
  const { pause, wake } = createPauses();
  const { report, onPlacement } = createPlacementReporter();

  async function follow(): Promise<void> {
    // One that an earlier service submitted has its place already.
    const leave = batch === undefined ? room.join() : await room.enter(ending.signal);
    const closeLog = keepLogBounded(launch.folders.log);
    try {
      const exit = await untilEnded(leave);
      closeLog();
      if (exit === undefined) return;
      await createFileCollector(launch).collectAll(pause);
      ended.resolve(exit);
    } catch (error) {
      ended.resolve({ kind: 'lost', reason: errorMessage(error) });
    } finally {
      leave();
      closeLog();
    }
  }

  /** @returns `undefined` where it was refused */
  async function untilEnded(leave: () => void): Promise<TrialExit | undefined> {
    const isUnclaimed = readClaim(launchFiles(launch).claim) === undefined;
    const knownSince = batch !== undefined && isUnclaimed ? await submit(batch) : Number.NEGATIVE_INFINITY;
    if (knownSince === undefined) return undefined;
    const spool = followSpool(launch, context.callService);
    const collector = createFileCollector(launch);
    const onClaimed = async (time: Date): Promise<void> => {
      leave();
      started.resolve({ kind: 'started', time });
      await spool.follow();
      collector.collectLog();
    };
    const onLook = (view: LaunchView): void => report(placementOf(view));
    const end = await watchLaunch(launch, context, { knownSince, onClaimed, onLook, pause, wake });
    if (end.kind === 'refused') {
      started.resolve(end);
      await commands.cancelJobs(launch.id).catch(() => undefined);
      return undefined;
    }
    // What runs on of it, out of reach, is to end.
    if (end.kind === 'lost') askForEnd(launch);
    while (readSigns(launch).exit !== undefined && !(await spool.follow())) await pause(lookMs);
    return end;
  }

  /** @returns from when on the queue lists it; `undefined` where it was refused */
  async function submit(job: BatchJob): Promise<number | undefined> {
    const onUnknown = (reason: string): void => report({ waitsFor: `sbatch failed, and is tried again: ${reason}` });
    const isWanted = (): boolean => !ending.signal.aborted;
    const submission = await submitLaunch(launch, job, context, { isWanted, pause, onUnknown });
    if (submission.kind === 'refused') {
      started.resolve({ ...submission, isForAll: true });
      return undefined;
    }
    report({ engineId: submission.jobId });
    // What was asked for while it was being submitted missed it.
    if (ending.signal.aborted) await commands.cancelJobs(launch.id).catch(() => undefined);
    return performance.now();
  }

  void follow();
  return {
    started: started.promise,
    ended: ended.promise,
    onPlacement,
    async end() {
      ending.abort();
      await endLaunch(launch, commands, wake);
    },
  };
}
