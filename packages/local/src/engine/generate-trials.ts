import { writeJson } from '@hyperdrive-run/core';
import type { EngineContext } from './engine-context.js';
import { trialRunDefinition, trialTags } from './run-trial.js';
import { createSampler } from './sampling/create-sampler.js';
import type { SampledPoint } from './sampling/sampler.js';
import type { Sweep } from './sweep.js';
import type { WriteSweepLog } from './sweep-log.js';
import { sweepTag, trialRunId, trialTag } from './sweep-marks.js';
import { trialStateToJson } from './sweep-state.js';
import type { FoundTrial } from './take-up-trials.js';

/** Makes a sweep's trials, one after the other. */
export interface TrialGenerator {
  /** Takes over the trials that are there already, by number. */
  takeUp(found: readonly FoundTrial[]): void;
  /** Chooses the next point and stores its run. `undefined` where there is none any more. */
  next(): FoundTrial | undefined;
  /** To be told when a trial has ended: what it reached is final then. */
  trialEnded(runId: string): void;
  trialIds(): ReadonlySet<string>;
}

export function generateTrials(
  { store }: EngineContext,
  sweep: Sweep,
  log: WriteSweepLog,
  bestOf: (runId: string) => number | undefined,
): TrialGenerator {
  const sampler = createSampler(sweep.config.hyperparameterSampling, sweep.state.seed);
  const total = Math.min(sweep.config.maxTotalRuns, sampler?.size ?? Number.POSITIVE_INFINITY);
  const trials = new Map<string, { readonly point: SampledPoint; ended: boolean }>();
  let nextNumber = 0;
  let isComplete = false;

  function complete(): void {
    if (isComplete) return;
    isComplete = true;
    store.updateRun(sweep, { setTags: new Map([[sweepTag.allGenerated, 'true']]) });
    log('GENERATOR', `All jobs generated: ${nextNumber} of at most ${sweep.config.maxTotalRuns}`);
  }

  function storeTrial(number: number, point: SampledPoint): FoundTrial {
    const runId = trialRunId(sweep.runId, number);
    const key = { scope: sweep.scope, runId };
    store.transaction(() => {
      store.createRun({
        ...key,
        parentRunId: sweep.runId,
        runType: 'azureml.scriptrun',
        status: 'NotStarted',
        target: 'local',
        tags: trialTags(point),
        properties: new Map([['_azureml.ComputeTargetType', 'local']]),
        createdBy: store.getRun(sweep)?.createdBy,
        runDefinition: trialRunDefinition({ point, definition: sweep.definition }),
      });
      store.setEngineState(key, trialStateToJson({}));
      store.updateRun(sweep, {
        setTags: new Map([
          [trialTag(sweep.runId, number), writeJson(point)],
          [sweepTag.samplesGenerated, String(number + 1)],
        ]),
      });
    });
    return { number, runId, point, status: undefined };
  }

  return {
    takeUp(found) {
      for (const { runId, point, status } of found) trials.set(runId, { point, ended: status !== undefined });
      nextNumber = (found.at(-1)?.number ?? -1) + 1;
    },
    next() {
      const number = nextNumber;
      const observations = [...trials].map(([runId, { point, ended }]) => ({ point, ended, value: bestOf(runId) }));
      const point = number < total ? sampler?.nextPoint(number, observations) : undefined;
      if (point === undefined) {
        complete();
        return undefined;
      }
      const trial = storeTrial(number, point);
      trials.set(trial.runId, { point, ended: false });
      nextNumber = number + 1;
      log('GENERATOR', `Sampled ${trial.runId}: ${writeJson(point)}`);
      if (nextNumber >= total) complete();
      return trial;
    },
    trialEnded(runId) {
      const trial = trials.get(runId);
      if (trial !== undefined) trial.ended = true;
    },
    trialIds: () => new Set(trials.keys()),
  };
}
