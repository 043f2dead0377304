import type { JsonObject } from '@hyperdrive-run/core/json';
import type { RunKey } from '../../storage/run-key.js';
import type { EngineContext } from '../engine-context.js';
import type { SubmittedTrial } from '../runners/trial-runner.js';
import { endTrial } from './end-trial.js';
import { endJob, type FollowedExit, followedNoLonger, followJob } from './follow-job.js';
import { nextStart } from './next-start.js';
import { type Start, startUntilRun } from './start-until-run.js';
import { submitTrial } from './submit-trial.js';
import type { Trial } from './trial.js';
import { type TrialState, trialStateFromJson, trialStateToJson } from './trial-state.js';
import { type TrialStop, type TrialVerdict, trialVerdict } from './trial-verdict.js';

/** A trial on its way. */
export interface ActiveTrial {
  /**
   * Ends the trial. The first reason stays; a trial that has its verdict keeps it.
   * @returns whether this is the reason that it ends for
   */
  stop(reason: TrialStop): boolean;
  /** Follows it no longer, but lets it run on: `ended` rejects, and who recovers the sweep finds it. */
  detach(): void;
  /** Resolves with the verdict once it is stored and nothing of the trial runs. Rejects where the store fails. */
  readonly ended: Promise<TrialVerdict>;
}

/** Runs a trial from its preparation, or from where an earlier service left it, to its verdict. Keeps its run up to date. */
export function runTrial(context: EngineContext, trial: Trial): ActiveTrial {
  const { store } = context;
  const { scope, runId, runner } = trial;
  const key = { scope, runId };
  let stop: TrialStop | undefined;
  let submitted = trial.survivor;
  let handle: JsonObject | undefined;
  let isOver = false;
  let isDetached = false;
  let detach = (): void => {};
  const detached = new Promise<never>((_, reject) => {
    detach = () => {
      isDetached = true;
      // One that is still being prepared comes to an end first, so that nobody else prepares it at the same time.
      if (submitted !== undefined) reject(followedNoLonger());
    };
  });

  function keep(job: SubmittedTrial, ofJob: JsonObject): void {
    submitted = job;
    handle = ofJob;
    if (stop !== undefined) void endJob(context, trial, job);
  }

  const isWanted = (): boolean => stop === undefined && !isDetached;

  /** @param stored what is stored of the start; without it that is done first */
  async function start(stored?: TrialState): Start {
    const next = stored ?? nextStart(context, runner);
    if (stored === undefined) store.changeRun(key, { status: 'Preparing', engineState: trialStateToJson(next) });
    return submitTrial(context, trial, next, isWanted, keep);
  }

  const firstStart = async (): Start =>
    submitted === undefined ? start(trial.nextStart) : { kind: 'submitted', trial: submitted };

  function onNeverRan(reason: string): void {
    submitted = undefined;
    trial.warn?.(`it never ran, and is started again: ${reason}`);
  }

  const follow = (job: SubmittedTrial): Promise<FollowedExit> =>
    followJob(context, trial, job, {
      isStopping: () => stop !== undefined,
      isDetached: () => isDetached,
      timeOut: (seconds) => timeOut(active, seconds),
    });

  async function run(): Promise<TrialVerdict> {
    const { exit, startTime } = await startUntilRun({
      first: firstStart,
      anew: start,
      follow,
      isWanted,
      onNeverRan,
    });
    if (isDetached) throw followedNoLonger();
    const verdict = trialVerdict(exit, stop);
    isOver = true;
    endTrial(store, key, { ...verdict, startTime }, context.now());
    await runner.cleanUp(key, handle ?? trialStateFromJson(store.getEngineState(key)).handle);
    return verdict;
  }

  const active: ActiveTrial = {
    stop(reason) {
      if (stop !== undefined || isOver) return false;
      stop = reason;
      try {
        storeStop(context, key, reason);
        return true;
      } finally {
        if (submitted !== undefined) void endJob(context, trial, submitted);
      }
    },
    detach,
    ended: Promise.race([run(), detached]),
  };
  return active;
}

/** First, and with the reason: where this process is killed now, the next one carries on with it. */
function storeStop({ store }: EngineContext, key: RunKey, reason: TrialStop): void {
  if (reason.kind === 'service-stopped') return;
  const { cancellationReason, addProperties } = trialVerdict({ kind: 'lost' }, reason);
  store.changeRun(key, { status: 'CancelRequested', cancellationReason, addProperties });
}

function timeOut(active: ActiveTrial, afterSeconds: number): void {
  try {
    active.stop({ kind: 'trial-timed-out', afterSeconds });
  } catch {
    // It is being ended, and where the store still fails then, its verdict says so.
  }
}
