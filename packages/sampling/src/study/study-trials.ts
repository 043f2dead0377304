import { compareByGoal, InvalidArgumentError } from '@hyperdrive-run/core';
import { createPolicyJudge, judgesTrials, type PolicyDecision } from '@hyperdrive-run/core/early-termination';
import type { Observation, SampledPoint } from '../sampler.js';
import type { KeptTrial } from './kept-trial.js';
import type { Trial, TrialStatus } from './study.js';
import type { StudySetup } from './study-setup.js';
import type { StudySpace } from './trial-values.js';

/** A trial as the caller names it: by its number. */
type NamedTrial = Pick<Trial<StudySpace>, 'number'>;

/** The trials of a study, and what its policy decides about them. */
export interface StudyTrials {
  /** All of them, by number. */
  readonly all: readonly KeptTrial[];
  /** The trials as the sampler sees them. */
  observations(): readonly Observation[];
  /** Adds a trial that runs from now on. */
  start(point: SampledPoint): void;
  /**
   * Adds a value of a trial that runs on, and has the policy judge it.
   * @returns the decision that stops the trial
   * @throws InvalidArgumentError where no such trial runs, or the value is no number
   */
  report(trial: NamedTrial, value: number): PolicyDecision | undefined;
  /**
   * Ends a trial, with a last value where there is one.
   * @throws InvalidArgumentError where no such trial runs, or the value is no number
   */
  end(trial: NamedTrial, how: 'succeeded' | 'failed', value?: number): void;
  /** The best of a trial's values under the goal; `undefined` where none can be ranked. */
  bestOf(trial: KeptTrial): number | undefined;
}

type ChangingTrial = Omit<KeptTrial, 'reports' | 'status' | 'isStopped'> & {
  readonly reports: number[];
  status: TrialStatus;
  isStopped: boolean;
};

/** Keeps the trials of a study: those that were saved, and what is added to them. */
export function keepStudyTrials({ goal, policy }: StudySetup, earlier: readonly KeptTrial[]): StudyTrials {
  const judge = judgesTrials(policy) ? createPolicyJudge(policy, goal) : undefined;
  const trials = earlier.map((trial): ChangingTrial => ({ ...trial, reports: [...trial.reports] }));
  for (const [number, { reports, status }] of trials.entries()) {
    judge?.restore(String(number), reports);
    if (status !== 'Running') judge?.end(String(number));
  }

  function bestOf({ reports }: KeptTrial): number | undefined {
    let best: number | undefined;
    for (const value of reports) {
      if (!Number.isNaN(value) && (best === undefined || compareByGoal(goal, value, best) < 0)) best = value;
    }
    return best;
  }

  function running(trial: NamedTrial): { readonly number: number; readonly kept: ChangingTrial } {
    const number: unknown = typeof trial === 'object' && trial !== null ? trial.number : trial;
    const kept = typeof number === 'number' ? trials[number] : undefined;
    if (typeof number !== 'number' || kept?.status !== 'Running') {
      throw new InvalidArgumentError({ option: 'trial.number', got: number, takes: 'that of a trial that runs' });
    }
    return { number, kept };
  }

  return {
    all: trials,
    observations: () =>
      trials.map((trial) => ({ point: trial.point, value: bestOf(trial), ended: trial.status !== 'Running' })),
    start: (point) => void trials.push({ point, reports: [], status: 'Running', isStopped: false }),
    report(trial, value) {
      const { number, kept } = running(trial);
      kept.reports.push(checkValue(value));
      const stop = judge?.add(String(number), [value]).find((decision) => decision.stop);
      if (stop !== undefined) kept.isStopped = true;
      return stop;
    },
    end(trial, how, value) {
      const { number, kept } = running(trial);
      if (value !== undefined) {
        kept.reports.push(checkValue(value));
        // The trial is over: nothing is left to stop, but the others are compared with what it reached.
        judge?.restore(String(number), [value]);
      }
      const succeeded = kept.isStopped ? 'Canceled' : 'Completed';
      kept.status = how === 'failed' ? 'Failed' : succeeded;
      judge?.end(String(number));
    },
    bestOf,
  };
}

function checkValue(value: unknown): number {
  if (typeof value !== 'number') {
    throw new InvalidArgumentError({ option: 'value', got: value, takes: 'a number (NaN where it diverged)' });
  }
  return value;
}
