import {
  compareByGoal,
  createPolicyJudge,
  InvalidArgumentError,
  judgesTrials,
  selectBestChild,
} from '@hyperdrive-run/core';
import { createSampler } from '../create-sampler.js';
import type { Observation, SampledPoint } from '../sampler.js';
import { type SavedTrial, writeStudy } from './saved-study.js';
import type { Study, TrialResult, TrialStatus } from './study.js';
import type { StudySetup } from './study-setup.js';
import type { StudySpace } from './trial-values.js';

/** A trial as the study keeps it. */
interface KeptTrial {
  readonly point: SampledPoint;
  readonly reports: number[];
  status: TrialStatus;
  isStopped: boolean;
}

/**
 * Runs a study on from where it is. What it answers depends on the setup and the trials alone, so that a restored one
 * goes on as if it had not been interrupted.
 * @param toValues a point as the caller's values
 */
export function runStudy<Space extends StudySpace>(
  setup: StudySetup,
  earlier: readonly SavedTrial[],
  toValues: (point: SampledPoint) => TrialResult<Space>['values'],
): Study<Space> {
  const { sampling, goal, seed, policy, startWith, known } = setup;
  const sampler = createSampler({ sampling, seed, goal });
  const judge = judgesTrials(policy) ? createPolicyJudge(policy, goal) : undefined;
  const trials: KeptTrial[] = earlier.map((trial) => ({ ...trial, reports: [...trial.reports] }));
  for (const [number, { reports, status }] of trials.entries()) {
    judge?.takeUp(String(number), reports);
    if (status !== 'Running') judge?.end(String(number));
  }

  function bestOf(reports: readonly number[]): number | undefined {
    const usable = reports.filter((value) => !Number.isNaN(value));
    return usable.toSorted((a, b) => compareByGoal(goal, a, b))[0];
  }

  function resultOf({ point, reports, status }: KeptTrial, number: number): TrialResult<Space> {
    return { number, values: toValues(point), status, reports: [...reports], bestPrimaryMetric: bestOf(reports) };
  }

  function running(trial: { readonly number: number }): KeptTrial {
    const number: unknown = typeof trial === 'object' && trial !== null ? trial.number : trial;
    const found = typeof number === 'number' ? trials[number] : undefined;
    if (found === undefined || found.status !== 'Running') {
      throw new InvalidArgumentError({ option: 'trial.number', got: number, takes: 'that of a trial that runs' });
    }
    return found;
  }

  function end(number: number, trial: KeptTrial, status: TrialStatus): void {
    trial.status = status;
    judge?.end(String(number));
  }

  return {
    goal,
    seed,
    get trials() {
      return trials.map(resultOf);
    },
    ask() {
      const number = trials.length;
      const own = trials.map(
        ({ point, reports, status }): Observation => ({ point, value: bestOf(reports), ended: status !== 'Running' }),
      );
      const point = startWith[number] ?? sampler?.nextPoint(number - startWith.length, [...known, ...own]);
      if (point === undefined) return undefined;
      trials.push({ point, reports: [], status: 'Running', isStopped: false });
      return { number, values: toValues(point) };
    },
    report(trial, value) {
      const kept = running(trial);
      kept.reports.push(checkValue(value));
      const decisions = judge?.add(String(trial.number), [value]) ?? [];
      const stop = decisions.find((decision) => decision.stop);
      if (stop !== undefined) kept.isStopped = true;
      return stop;
    },
    tell(trial, value) {
      const kept = running(trial);
      if (value !== undefined) {
        kept.reports.push(checkValue(value));
        // The trial is over: nothing is left to stop, but the others are compared with what it reached.
        judge?.takeUp(String(trial.number), [value]);
      }
      end(trial.number, kept, kept.isStopped ? 'Canceled' : 'Completed');
    },
    fail: (trial) => end(trial.number, running(trial), 'Failed'),
    best: (filter) => selectBestChild(trials.map(resultOf), goal, filter),
    save: () => writeStudy(setup, trials),
  };
}

function checkValue(value: unknown): number {
  if (typeof value !== 'number') {
    throw new InvalidArgumentError({ option: 'value', got: value, takes: 'a number (NaN where it diverged)' });
  }
  return value;
}
