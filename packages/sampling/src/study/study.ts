import type { BestRunFilter, PrimaryMetricGoal } from '@hyperdrive-run/core';
import type { EarlyTerminationPolicy } from '@hyperdrive-run/core/config';
import type { PolicyDecision } from '@hyperdrive-run/core/early-termination';
import type { StudySpace, TrialValues } from './trial-values.js';

/** How a study chooses points; `docs/search.md` says how each does it. */
export type StudySampling = 'grid' | 'random' | 'sobol' | 'bayesian';

/** What a study is made from. */
export interface StudyOptions<Space extends StudySpace> {
  /** The hyperparameters, each with how its values are chosen: `{ lr: loguniform(-7, 0), units: choice(16, 32) }`. */
  readonly space: Space;
  /** How points are chosen. `grid` takes `choice` only; `bayesian` takes what core's `BayesianParameterSampling` takes. */
  readonly sampling: StudySampling;
  /** Whether more or less of the value is better. */
  readonly goal: PrimaryMetricGoal;
  /** A whole number: the same seed gives the same points. Default: one is drawn, see `Study.seed`. */
  readonly seed?: number | undefined;
  /** When trials that do badly are stopped. Default: none is. Bayesian sampling excludes it. */
  readonly policy?: EarlyTerminationPolicy | undefined;
  /** Points that are tried first, in this order, before the sampling chooses any. Default: none. */
  readonly startWith?: readonly TrialValues<Space>[] | undefined;
  /** What is known from before: Bayesian sampling learns from it, and none of finitely many points is tried again. */
  readonly known?: readonly KnownTrial<Space>[] | undefined;
}

/** A point that was tried before the study. */
export interface KnownTrial<Space extends StudySpace> {
  readonly values: TrialValues<Space>;
  /** What it reached; left out for one that failed. */
  readonly value?: number | undefined;
}

/** `Canceled` is a trial that the policy stopped. The words are those of runs. */
export type TrialStatus = 'Running' | 'Completed' | 'Failed' | 'Canceled';

/** A trial to be run by whoever asked for it. It does not change: `Study.trials` says what became of it. */
export interface Trial<Space extends StudySpace> {
  /** From 0, in the order in which trials were asked for. */
  readonly number: number;
  /** What to run it with. */
  readonly values: TrialValues<Space>;
}

/** What became of a trial so far. */
export interface TrialResult<Space extends StudySpace> extends Trial<Space> {
  readonly status: TrialStatus;
  /** All reported values and the last one, in order; NaN for one that cannot be ranked. */
  readonly reports: readonly number[];
  /** The best of them under the goal; `undefined` where none can be ranked. */
  readonly bestPrimaryMetric: number | undefined;
}

/** A search that the caller runs: it asks for points and passes back what they reached. */
export interface Study<Space extends StudySpace> {
  readonly goal: PrimaryMetricGoal;
  /** The seed given, or the one that was drawn. */
  readonly seed: number;
  /** All trials that were asked for, in order. */
  readonly trials: readonly TrialResult<Space>[];
  /**
   * The next trial. Several may run at once.
   * @returns `undefined` where every point of the space was tried or runs
   */
  ask(): Trial<Space> | undefined;
  /**
   * Reports a value of a trial that runs on, such as an epoch's.
   * @param value in the unit of the goal; NaN is a value that cannot be ranked
   * @returns the decision by which the policy stops the trial: break off and call `tell`; `undefined` where it runs on
   * @throws InvalidArgumentError where the trial is none of this study's that run, or the value is no number
   */
  report(trial: Pick<Trial<Space>, 'number'>, value: number): PolicyDecision | undefined;
  /**
   * Ends a trial: `Canceled` where the policy stopped it, else `Completed`.
   * @param value counts like a report that comes last; left out where the last report was the last value. NaN is none;
   *   an infinity is the best or the worst possible value
   * @throws InvalidArgumentError where the trial is none of this study's that run, or the value is no number
   */
  tell(trial: Pick<Trial<Space>, 'number'>, value?: number): void;
  /**
   * Ends a trial that failed. What it reported counts; the search keeps away from where trials fail.
   * @throws InvalidArgumentError where the trial is none of this study's that run
   */
  fail(trial: Pick<Trial<Space>, 'number'>): void;
  /**
   * The best trial by core's rules: of tied ones the first.
   * @param filter which trials may win; as for runs, all may
   * @returns `undefined` where no trial has a value that can be ranked
   */
  best(filter?: BestRunFilter): (TrialResult<Space> & { readonly bestPrimaryMetric: number }) | undefined;
  /** The whole study as JSON text, for `restoreStudy`. */
  save(): string;
}
