import { HyperDriveError, type RunErrorDetail } from '@hyperdrive-run/core';
import { isPassingFailure } from '../../storage/database/full-disk-error.js';
import type { NewMetricRow } from '../../storage/metrics/stored-metric.js';
import { recordBestChild } from '../best-child/record-best-child.js';
import { warnOfMetricBelow } from '../best-child/warn-of-metric-below.js';
import type { EngineContext } from '../engine-context.js';
import { generateTrials } from '../points/generate-trials.js';
import { enforcePolicy } from '../policies/enforce-policy.js';
import type { CodeSnapshot } from '../trial/code-snapshot.js';
import { type ActiveTrial, runTrial } from '../trial/run-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import type { TrialStop } from '../trial/trial-verdict.js';
import { pausedMessage } from './change-sweep-state.js';
import { endSweep } from './end-sweep.js';
import { recoverTrials } from './recover-trials.js';
import type { RetryPlan } from './retry-trials.js';
import type { Sweep } from './sweep.js';
import { createSweepClock } from './sweep-clock.js';
import { openSweepLog } from './sweep-log.js';
import type { SweepStop } from './sweep-outcome.js';
import { provideSnapshot, removeSnapshot } from './sweep-snapshot.js';
import { sweepTag } from './sweep-tags.js';

/** A sweep on its way. */
export interface ActiveSweep {
  /** Ends the sweep and all of its trials. */
  cancel(): void;
  /** Ends one trial. Answers whether it is one of this sweep's that has not ended. */
  cancelTrial(runId: string): boolean;
  /**
   * Starts no further trials until the sweep is resumed; those that run go on to their end. Answers false where the
   * sweep is being ended.
   */
  pause(): boolean;
  /** Goes on with a sweep that is paused. Answers false where the sweep is being ended. */
  resume(): boolean;
  /**
   * Runs the points of trials once more, before what is still to come. Answers `undefined` where the sweep is being
   * taken up or ended.
   */
  retry(trials: RetryPlan['trials']): readonly StoredTrial[] | undefined;
  /** To be told of rows that a run has logged; runs that are none of its trials are passed over. */
  metricsLogged(runId: string, rows: readonly NewMetricRow[]): void;
  /** Ends the trials, but leaves the sweep as it is in the store. */
  shutDown(): void;
  /** Resolves once nothing of the sweep runs. Rejects where the store fails, or the sweep's code cannot be copied. */
  readonly ended: Promise<void>;
}

/** Runs a sweep, or goes on with one that an earlier process began. Driven by events: it waits for nothing by looking. */
export function runSweep(context: EngineContext, sweep: Sweep): ActiveSweep {
  const { store, now } = context;
  const log = openSweepLog(context.files.folderOf(sweep), now);
  const best = recordBestChild(context, sweep, log);
  const generator = generateTrials(context, sweep, log, best.bestOf);
  const running = new Map<string, ActiveTrial>();
  const policy = enforcePolicy(context, sweep, log, (runId, why) => running.get(runId)?.stop(why) === true);
  /** Trials that are stored but not started. */
  let waiting: StoredTrial[] = [];
  /** Trials that an earlier process started and that still run, until they are followed here. */
  let survivors: readonly StoredTrial[] = [];
  /** Trials that are to be canceled, asked for while it was not yet known which of them run. */
  const canceledEarly = new Set<string>();
  let isTakenUp = false;
  let stop: SweepStop | undefined;
  let failure: RunErrorDetail | undefined;
  let isShutDown = false;
  /** The code of the trials, once they are being scheduled. */
  let scheduled: CodeSnapshot | undefined;
  let schedulingEnds = (): void => {};
  let schedulingFails = (_error: unknown): void => {};

  const clock = createSweepClock(context, sweep, () => stopSweep('timed-out'));

  const isGoingOn = (): boolean => stop === undefined && !isShutDown;
  const mayStart = (): boolean => isGoingOn() && !clock.isPaused() && running.size < sweep.config.maxConcurrentRuns;

  /** Whether there are trials that only a pause keeps from being started. */
  function isHeld(): boolean {
    if (!isGoingOn() || !clock.isPaused()) return false;
    const isSampling = sweep.state.reopenedAfter === undefined;
    return waiting.length > 0 || (isSampling && store.getRun(sweep)?.tags.get(sweepTag.allGenerated) !== 'true');
  }

  function fill(snapshot: CodeSnapshot): void {
    while (mayStart()) {
      const next = waiting.shift() ?? generator.next();
      if (next === undefined) break;
      void follow(next, snapshot);
    }
    if (running.size > 0) return;
    if (isHeld()) store.updateRun(sweep, { status: 'Paused' });
    else schedulingEnds();
  }

  async function follow({ runId, point, survivor }: StoredTrial, snapshot: CodeSnapshot): Promise<void> {
    const { scope, definition, runner } = sweep;
    const warn = (text: string): void => log('SCHEDULER', `Trial ${runId}: ${text}`, 'WARNING');
    const trial = runTrial(context, { scope, runId, point, definition, runner, snapshot, survivor, warn });
    running.set(runId, trial);
    log('SCHEDULER', survivor === undefined ? `Starting trial ${runId}` : `Trial ${runId} is still running`);
    if (survivor !== undefined) policy.adopted(runId);
    try {
      const verdict = await trial.ended;
      running.delete(runId);
      generator.trialEnded(runId);
      policy.trialEnded(runId);
      const reason = verdict.error?.message ?? verdict.cancellationReason;
      log('SCHEDULER', `Trial ${runId} is ${verdict.status}${reason === undefined ? '' : `: ${reason}`}`);
      const warning = warnOfMetricBelow(store, { scope, runId }, sweep.config.primaryMetric.name);
      if (warning !== undefined) log('SCHEDULER', `Trial ${runId}: ${warning}`, 'WARNING');
      fill(snapshot);
    } catch (error) {
      schedulingFails(error);
    }
  }

  /** Runs trials until none is left to run. */
  function schedule(snapshot: CodeSnapshot): Promise<void> {
    return new Promise((resolve, reject) => {
      schedulingEnds = resolve;
      schedulingFails = reject;
      scheduled = snapshot;
      for (const trial of survivors) void follow(trial, snapshot);
      isTakenUp = true;
      for (const runId of canceledEarly) cancelTrial(runId);
      if (!isGoingOn()) stopTrials(reasonOfStop());
      fill(snapshot);
    });
  }

  function stopTrials(reason: TrialStop): void {
    for (const [runId, trial] of running) {
      try {
        trial.stop(reason);
      } catch (error) {
        // It is being ended all the same, and so must the others be.
        log('SCHEDULER', `That trial ${runId} is being ended could not be recorded: ${String(error)}`, 'WARNING');
      }
    }
    if (scheduled !== undefined && running.size === 0) schedulingEnds();
  }

  function stopSweep(why: SweepStop): void {
    if (stop !== undefined) return;
    stop = why;
    if (why === 'timed-out') log('ENFORCER', 'The maximum duration is reached: ending the trials that run', 'WARNING');
    else log('CONTROLLER', 'Cancellation requested');
    stopTrials(reasonOfStop());
  }

  function reasonOfStop(): TrialStop {
    if (stop === undefined) return { kind: 'service-stopped' };
    return { kind: stop === 'canceled' ? 'sweep-canceled' : 'sweep-timed-out' };
  }

  function cancelUnstarted(runId: string): void {
    const cancellationReason = 'The run was canceled before it was started.';
    store.updateRun({ scope: sweep.scope, runId }, { status: 'Canceled', endTime: now(), cancellationReason });
  }

  function cancelTrial(runId: string): boolean {
    if (!isTakenUp) {
      store.updateRun({ scope: sweep.scope, runId }, { status: 'CancelRequested' });
      canceledEarly.add(runId);
      return true;
    }
    const trial = running.get(runId);
    trial?.stop({ kind: 'canceled' });
    if (trial !== undefined) return true;
    const isWaiting = waiting.some((entry) => entry.runId === runId);
    if (isWaiting) {
      cancelUnstarted(runId);
      generator.trialEnded(runId);
    }
    waiting = waiting.filter((entry) => entry.runId !== runId);
    return isWaiting;
  }

  async function takeUp(requested: boolean): Promise<void> {
    if (requested) stop = 'canceled';
    const found = await recoverTrials(context, sweep);
    generator.takeUp(found);
    for (const { runId, status } of found) {
      best.takeUp(runId);
      policy.takeUp(runId, status !== undefined);
    }
    waiting = found.filter((trial) => trial.status === undefined && trial.survivor === undefined);
    survivors = found.filter((trial) => trial.survivor !== undefined);
    if (clock.isOver()) stopSweep('timed-out');
  }

  async function takeSnapshot(): Promise<CodeSnapshot | undefined> {
    try {
      return await provideSnapshot(context, sweep);
    } catch (error) {
      // A store that fails ends the work on the sweep; code that cannot be read ends the sweep.
      if (HyperDriveError.isInstance(error) || isPassingFailure(error)) throw error;
      const reason = error instanceof Error ? error.message : String(error);
      failure = { code: 'UserError', message: `The code of the sweep cannot be copied: ${reason}` };
      log('CONTROLLER', failure.message ?? '', 'ERROR');
      return undefined;
    }
  }

  async function runTrials(startTime: Date): Promise<void> {
    if (stop !== undefined && survivors.length === 0) return;
    if (isGoingOn() && !clock.isPaused()) store.updateRun(sweep, { status: 'Preparing' });
    const snapshot = await takeSnapshot();
    if (snapshot === undefined) return;
    if (mayStart()) store.updateRun(sweep, { status: 'Running', startTime });
    clock.start();
    try {
      await schedule(snapshot);
    } catch (error) {
      // What passes is waited out, with the trials running on.
      const isPassing = isPassingFailure(error) && !isShutDown;
      if (!isPassing) stopTrials({ kind: 'service-stopped' });
      else for (const trial of running.values()) trial.detach();
      await Promise.allSettled([...running.values()].map((trial) => trial.ended));
      throw error;
    } finally {
      clock.stop();
      // Whatever is asked from here on is for whoever takes the sweep up next.
      scheduled = undefined;
      isTakenUp = false;
    }
  }

  async function run(): Promise<void> {
    const parent = store.getRun(sweep);
    try {
      await takeUp(parent?.tags.get(sweepTag.cancellationRequested) === 'true');
      await runTrials(parent?.startTime ?? now());
    } finally {
      best.stop();
    }
    if (isShutDown) return;
    for (const { runId } of waiting) cancelUnstarted(runId);
    policy.sweepEnded();
    endSweep(context, { sweep, stop, failure, trialIds: generator.trialIds(), bestOf: best.bestOf }, log);
    await removeSnapshot(context, sweep);
  }

  return {
    cancel() {
      if (stop !== undefined) return;
      store.updateRun(sweep, {
        status: 'CancelRequested',
        setTags: new Map([[sweepTag.cancellationRequested, 'true']]),
      });
      stopSweep('canceled');
    },
    cancelTrial,
    pause() {
      if (!isGoingOn()) return false;
      if (clock.isPaused()) return true;
      clock.pause();
      store.updateRun(sweep, { status: running.size > 0 ? 'Pausing' : 'Paused', queueMessage: pausedMessage });
      log('CONTROLLER', `Paused: no trial is started until the sweep is resumed; ${running.size} go on to their end`);
      return true;
    },
    resume() {
      if (!isGoingOn()) return false;
      if (!clock.isPaused()) return true;
      clock.resume();
      const startTime = store.getRun(sweep)?.startTime ?? now();
      store.updateRun(sweep, { status: 'Running', startTime, queueMessage: null });
      log('CONTROLLER', 'Resumed');
      if (scheduled !== undefined) fill(scheduled);
      return true;
    },
    retry(trials) {
      if (!isGoingOn() || scheduled === undefined) return undefined;
      const again = store.transaction(() => trials.map((trial) => generator.retry(trial)));
      waiting.unshift(...again);
      fill(scheduled);
      return again;
    },
    metricsLogged(runId, rows) {
      best.metricsLogged(runId, rows);
      policy.metricsLogged(runId, rows);
    },
    shutDown() {
      isShutDown = true;
      stopTrials({ kind: 'service-stopped' });
    },
    ended: run(),
  };
}
