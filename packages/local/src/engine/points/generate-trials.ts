import { writeJson } from '@hyperdrive-run/core/json';
import type { Observation, SampledPoint } from '@hyperdrive-run/sampling';
import type { RunStore } from '../../storage/run-store.js';
import type { EngineContext } from '../engine-context.js';
import type { MakeTrial } from '../sweep/next-trial.js';
import type { Sweep } from '../sweep/sweep.js';
import type { WriteSweepLog } from '../sweep/sweep-log.js';
import { sweepTag } from '../sweep/sweep-tags.js';
import { retriedBy, storeTrial, type TrialOrigin } from '../trial/store-trial.js';
import type { StoredTrial } from '../trial/stored-trial.js';
import { createSweepSampler } from './sweep-sampler.js';

/** Makes a sweep's trials, one after the other. */
export interface TrialGenerator {
  /** Continues after the trials of an earlier process, which are given by number. */
  restore(found: readonly StoredTrial[]): void;
  /** Chooses the next point and stores its run, which is to be started at once. The signal ends the wait for a point. */
  next(signal: AbortSignal): ReturnType<MakeTrial>;
  /** Stores a run with the point of a trial of this sweep once more. It does not count towards the total. */
  retry(trial: { readonly runId: string; readonly point: SampledPoint }): StoredTrial;
  /** To be called when a trial has ended: what it reached is final then. */
  trialEnded(runId: string): void;
  trialIds(): ReadonlySet<string>;
  /** No further trial is asked for. */
  close(): void;
}

interface ChosenPoint {
  readonly point: SampledPoint;
  readonly origin: TrialOrigin;
}

export function generateTrials(
  context: EngineContext,
  sweep: Sweep,
  log: WriteSweepLog,
  bestOf: (runId: string) => number | undefined,
): TrialGenerator {
  const { store } = context;
  const { warmStartPoints = [], reopenedAfter } = sweep.state;
  const sampler = createSweepSampler(store, sweep, context.samplerThread);
  const total = sampler.plannedTrials;
  const trials = new Map<string, { readonly point: SampledPoint; ended: boolean }>();
  let nextNumber = 0;
  /** How many trials were made that count towards the total. */
  let made = 0;
  let isComplete = false;

  function complete(): void {
    if (isComplete) return;
    isComplete = true;
    store.changeRun(sweep, { setTags: new Map([[sweepTag.allGenerated, 'true']]) });
    log('GENERATOR', describeEnd(made, sweep.config.maxTotalRuns));
  }

  function add(point: SampledPoint, origin: TrialOrigin, isPreparing: boolean): StoredTrial {
    const trial = storeTrial(context, sweep, { number: nextNumber, point, origin, isPreparing });
    trials.set(trial.runId, { point, ended: false });
    nextNumber += 1;
    return trial;
  }

  function choosePoint(signal: AbortSignal): ChosenPoint | undefined | Promise<ChosenPoint | undefined> {
    const given = warmStartPoints[made];
    if (made >= total) return undefined;
    if (given !== undefined) return { point: given.point, origin: { kind: 'resumed', from: given.runId } };
    const own = [...trials].map(([runId, { point, ended }]): Observation => ({ point, ended, value: bestOf(runId) }));
    const point = sampler.nextPoint(made - warmStartPoints.length, own, signal);
    return point instanceof Promise ? point.then(sampled) : sampled(point);
  }

  function make({ point, origin }: ChosenPoint): StoredTrial {
    const trial = add(point, origin, true);
    made += 1;
    const from = origin.kind === 'resumed' ? `Took from ${origin.from} for` : 'Sampled';
    log('GENERATOR', `${from} ${trial.runId}: ${writeJson(point)}`);
    if (made >= total) complete();
    return trial;
  }

  return {
    restore(found) {
      for (const { runId, point, status } of found) trials.set(runId, { point, ended: status !== undefined });
      nextNumber = (found.at(-1)?.number ?? -1) + 1;
      made = found.filter((trial) => !isRetry(store, sweep, trial)).length;
    },
    next(signal) {
      // A reopened sweep goes on only for what is tried again.
      if (reopenedAfter !== undefined || isComplete) return undefined;
      const chosen = choosePoint(signal);
      if (chosen instanceof Promise) {
        return chosen.then((later) => {
          if (later === undefined) complete();
          return later && (() => make(later));
        });
      }
      if (chosen === undefined) complete();
      return chosen && make(chosen);
    },
    retry({ runId, point }) {
      const trial = add(point, { kind: 'retry', of: runId }, false);
      log('GENERATOR', `Retrying ${runId} as ${trial.runId}: ${writeJson(point)}`);
      return trial;
    },
    trialEnded(runId) {
      const trial = trials.get(runId);
      if (trial !== undefined) trial.ended = true;
    },
    trialIds: () => new Set(trials.keys()),
    close: () => sampler.close(),
  };
}

function sampled(point: SampledPoint | undefined): ChosenPoint | undefined {
  return point && { point, origin: { kind: 'sampled' } };
}

/** Whether a trial repeats another one: it does not count towards the total then. */
function isRetry(store: RunStore, { scope }: Sweep, { runId }: StoredTrial): boolean {
  const run = store.getRun({ scope, runId });
  return run !== undefined && retriedBy(run) !== undefined;
}

function describeEnd(made: number, most: number): string {
  const why = made < most ? ': every point of the search space was tried' : '';
  return `All jobs generated: ${made} of at most ${most}${why}`;
}
