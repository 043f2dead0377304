import { writeJson } from '@hyperdrive-run/core/json';
import type { Observation, SampledPoint } from '@hyperdrive-run/sampling';
import type { EngineContext } from '../engine-context.js';
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
  /** Chooses the next point and stores its run. `undefined` where there is none any more. */
  next(): StoredTrial | undefined;
  /** Stores a run with the point of a trial of this sweep once more. It does not count towards the total. */
  retry(trial: { readonly runId: string; readonly point: SampledPoint }): StoredTrial;
  /** To be called when a trial has ended: what it reached is final then. */
  trialEnded(runId: string): void;
  trialIds(): ReadonlySet<string>;
}

export function generateTrials(
  context: EngineContext,
  sweep: Sweep,
  log: WriteSweepLog,
  bestOf: (runId: string) => number | undefined,
): TrialGenerator {
  const { store } = context;
  const { warmStartPoints = [], reopenedAfter } = sweep.state;
  const sampler = createSweepSampler(store, sweep);
  const total = sampler.plannedTrials;
  const trials = new Map<string, { readonly point: SampledPoint; ended: boolean }>();
  let nextNumber = 0;
  /** How many trials were made that count towards the total. */
  let made = 0;
  let isComplete = false;

  function complete(): void {
    if (isComplete) return;
    isComplete = true;
    store.updateRun(sweep, { setTags: new Map([[sweepTag.allGenerated, 'true']]) });
    const why = made < sweep.config.maxTotalRuns ? ': every point of the search space was tried' : '';
    log('GENERATOR', `All jobs generated: ${made} of at most ${sweep.config.maxTotalRuns}${why}`);
  }

  function add(point: SampledPoint, origin: TrialOrigin): StoredTrial {
    const trial = storeTrial(context, sweep, { number: nextNumber, point, origin });
    trials.set(trial.runId, { point, ended: false });
    nextNumber += 1;
    return trial;
  }

  function choosePoint(): { readonly point: SampledPoint; readonly origin: TrialOrigin } | undefined {
    const given = warmStartPoints[made];
    if (made >= total) return undefined;
    if (given !== undefined) return { point: given.point, origin: { kind: 'resumed', from: given.runId } };
    const own = [...trials].map(([runId, { point, ended }]): Observation => ({ point, ended, value: bestOf(runId) }));
    const point = sampler.nextPoint(made - warmStartPoints.length, own);
    return point && { point, origin: { kind: 'sampled' } };
  }

  return {
    restore(found) {
      for (const { runId, point, status } of found) trials.set(runId, { point, ended: status !== undefined });
      nextNumber = (found.at(-1)?.number ?? -1) + 1;
      made = found.filter(({ runId }) => {
        const run = store.getRun({ scope: sweep.scope, runId });
        return run === undefined || retriedBy(run) === undefined;
      }).length;
    },
    next() {
      // A sweep that had ended, and goes on only for what is tried again.
      if (reopenedAfter !== undefined) return undefined;
      const chosen = choosePoint();
      if (chosen === undefined) {
        complete();
        return undefined;
      }
      const trial = add(chosen.point, chosen.origin);
      made += 1;
      const from = chosen.origin.kind === 'resumed' ? `Took from ${chosen.origin.from} for` : 'Sampled';
      log('GENERATOR', `${from} ${trial.runId}: ${writeJson(chosen.point)}`);
      if (made >= total) complete();
      return trial;
    },
    retry({ runId, point }) {
      const trial = add(point, { kind: 'retry', of: runId });
      log('GENERATOR', `Retrying ${runId} as ${trial.runId}: ${writeJson(point)}`);
      return trial;
    },
    trialEnded(runId) {
      const trial = trials.get(runId);
      if (trial !== undefined) trial.ended = true;
    },
    trialIds: () => new Set(trials.keys()),
  };
}
