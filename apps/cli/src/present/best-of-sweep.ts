import {
  type BestRunExplanation,
  type FindOrExplainBestRunOptions,
  HyperDriveRun,
  type Hyperparameters,
  type PrimaryMetric,
  type ProvisionalReason,
  type Run,
} from '@hyperdrive-run/sdk';

/** A best run with what is shown of it. */
export interface BestOfSweep {
  readonly run: Run;
  /** The sweep that it belongs to: the one asked, or one that it resumed from. */
  readonly sweepId: string;
  readonly primaryMetric: PrimaryMetric;
  /** As the search read it. */
  readonly value: number | undefined;
  /** Empty where no source has any. */
  readonly hyperparameters: Hyperparameters;
  /** Why another run may still be the best; empty where none may. */
  readonly provisionalBecause: readonly ProvisionalReason[];
}

/** Finds a sweep's best run, in the requests that the search makes. */
export async function bestOfSweep(
  sweep: HyperDriveRun,
  options: FindOrExplainBestRunOptions = {},
): Promise<BestOfSweep | undefined> {
  let provisionalBecause: readonly ProvisionalReason[] = [];
  const onProvisional = (reasons: readonly ProvisionalReason[]): void => {
    provisionalBecause = reasons;
  };
  const best = await sweep.findBestRun({ ...options, onProvisional });
  if (best === undefined) return undefined;
  const { run, value, sweepId } = best;
  // Those of a resumed sweep may be of another search space than the one at hand: the run has them all the same.
  const isElsewhere = best.hyperparameters === undefined && sweepId !== sweep.id;
  const found = isElsewhere ? await run.getHyperparameters() : best.hyperparameters;
  const hyperparameters = found ?? new Map();
  return { ...homeOf(sweep, run), run, value, hyperparameters, provisionalBecause };
}

/** The best run of an explanation, which found it already; `undefined` where there is none. */
export async function bestOfExplanation(
  sweep: HyperDriveRun,
  { best: run, value, provisionalBecause }: BestRunExplanation,
): Promise<BestOfSweep | undefined> {
  if (run === undefined) return undefined;
  const hyperparameters = (await run.getHyperparameters()) ?? new Map();
  return { ...homeOf(sweep, run), run, value, hyperparameters, provisionalBecause };
}

/** The sweep that a best run belongs to, and what it is judged by there. */
function homeOf(sweep: HyperDriveRun, run: Run): Pick<BestOfSweep, 'sweepId' | 'primaryMetric'> {
  const { id: sweepId, hyperdriveConfig } = run.parent instanceof HyperDriveRun ? run.parent : sweep;
  return { sweepId, primaryMetric: hyperdriveConfig.primaryMetric };
}
