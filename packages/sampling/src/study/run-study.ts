import { selectBestChild } from '@hyperdrive-run/core';
import { createSampler } from '../create-sampler.js';
import type { SampledPoint } from '../sampler.js';
import type { KeptTrial } from './kept-trial.js';
import type { Study, TrialResult } from './study.js';
import type { StudySetup } from './study-setup.js';
import { keepStudyTrials } from './study-trials.js';
import type { StudySpace } from './trial-values.js';
import { writeStudy } from './write-study.js';

/**
 * Runs a study on from where it is. What it returns depends on the setup and the trials alone, so that a restored one
 * continues as if it had not been interrupted.
 * @param toValues a point as the caller's values
 */
export function runStudy<Space extends StudySpace>(
  setup: StudySetup,
  earlier: readonly KeptTrial[],
  toValues: (point: SampledPoint) => TrialResult<Space>['values'],
): Study<Space> {
  const { goal, seed, startWith, known } = setup;
  const sampler = createSampler(setup);
  const trials = keepStudyTrials(setup, earlier);

  function resultOf(trial: KeptTrial, number: number): TrialResult<Space> {
    const { point, reports, status } = trial;
    return { number, values: toValues(point), status, reports: [...reports], bestPrimaryMetric: trials.bestOf(trial) };
  }

  return {
    goal,
    seed,
    get trials() {
      return trials.all.map(resultOf);
    },
    ask() {
      const number = trials.all.length;
      const point =
        startWith[number] ?? sampler?.nextPoint(number - startWith.length, [...known, ...trials.observations()]);
      if (point === undefined) return undefined;
      trials.start(point);
      return { number, values: toValues(point) };
    },
    report: (trial, value) => trials.report(trial, value),
    tell: (trial, value) => trials.end(trial, 'succeeded', value),
    fail: (trial) => trials.end(trial, 'failed'),
    best: (filter) => selectBestChild(trials.all.map(resultOf), goal, filter),
    save: () => writeStudy(setup, trials.all),
  };
}
