import type { Hyperparameters } from '@hyperdrive-run/core';
import { callback, type OptionChecks } from './arguments/option-checks.js';
import type { Run } from './run.js';
import type { BestReasons } from './use-cases/best-run/explain-best.js';
import { type BestRunSource, type FindBestRunOptions, findBestRunChecks } from './use-cases/best-run/find-best-run.js';
import type { GoalSource } from './use-cases/best-run/resolve-primary-metric.js';

/** A best run with its reasons, or the reason why there is none. */
export interface BestRunExplanation extends BestReasons {
  readonly best: Run | undefined;
  /** Who set the goal of the primary metric. */
  readonly goalSource: GoalSource;
}

/** The best run with what the search for it knows. */
export interface BestRun<Values extends Hyperparameters = Hyperparameters> {
  readonly run: Run;
  /** The primary metric's best value: the recorded one, or that of the scan. */
  readonly value: number;
  readonly source: BestRunSource;
  /** The sweep that the run belongs to: the one asked, or one that it resumed from. */
  readonly sweepId: string;
  /**
   * `undefined` where the records of run and sweep do not contain them, or they are of another search space than that of
   * the config at hand, as those of a resumed sweep may be; `run.getHyperparameters()` looks further.
   */
  readonly hyperparameters: Values | undefined;
}

/** How a best run is searched, with what is to be done where there is none. */
export interface FindOrExplainBestRunOptions extends FindBestRunOptions {
  /**
   * Is called where no child that may win has the metric, with what `explainBestRun` returns then. The children are read once
   * for both.
   */
  readonly onMissing?: ((explanation: BestRunExplanation) => void) | undefined;
}

/** @see FindOrExplainBestRunOptions */
export const findOrExplainChecks: OptionChecks<FindOrExplainBestRunOptions> = {
  ...findBestRunChecks,
  onMissing: callback,
};

/** How the sweep's own record is fetched for a call. */
export function sweepOptions({
  signal,
  reuseRecord,
}: FindBestRunOptions): Pick<FindBestRunOptions, 'signal' | 'reuseRecord'> {
  return { signal, reuseRecord };
}
