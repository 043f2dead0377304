import type { JsonObject } from '@hyperdrive-run/core/json';
import type { RunKey } from '../../storage/run-key.js';
import type { EngineContext } from '../engine-context.js';
import type { SubmittedTrial } from '../runners/trial-runner.js';
import { endTrial } from './end-trial.js';
import { endJob, type FollowedExit, followedNoLonger, followJob } from './follow-job.js';
import { nextStart } from './next-start.js';
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

/** How often a trial may come to nothing before it ran, until its sweep is given up: the others would fare no better. */
const mostFailedStarts = 3;

/** The same with the starts that an engine forgot, which say nothing of the trial: its head was started anew. */
const mostStarts = 20;

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

  async function start(stored: TrialState): ReturnType<typeof submitTrial> {
    return submitTrial(context, trial, stored, () => stop === undefined && !isDetached, keep);
  }

  async function startAnew(): ReturnType<typeof submitTrial> {
    const stored = nextStart(context, runner);
    store.changeRun(key, { status: 'Preparing', engineState: trialStateToJson(stored) });
    return start(stored);
  }

  async function untilExit(): Promise<FollowedExit> {
    let failed = 0;
    for (let starts = 1; ; starts += 1) {
      const next = await (starts === 1 ? firstStart() : startAnew());
      if (next.kind === 'refused') return { exit: next };
      const followed = await follow(next.trial);
      const { exit } = followed;
      if (exit.kind !== 'never-ran' || stop !== undefined || isDetached) return followed;
      if (exit.isForgotten !== true) failed += 1;
      if (failed === mostFailedStarts || starts === mostStarts) return followed;
      submitted = undefined;
      trial.warn?.(`it never ran, and is started again: ${exit.reason}`);
    }
  }

  async function firstStart(): ReturnType<typeof submitTrial> {
    if (submitted !== undefined) return { kind: 'submitted', trial: submitted };
    return trial.nextStart === undefined ? startAnew() : start(trial.nextStart);
  }

  const follow = (job: SubmittedTrial): Promise<FollowedExit> =>
    followJob(context, trial, job, {
      isStopping: () => stop !== undefined,
      isDetached: () => isDetached,
      timeOut: (seconds) => timeOut(active, seconds),
    });

  async function run(): Promise<TrialVerdict> {
    const { exit, startTime } = await untilExit();
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
