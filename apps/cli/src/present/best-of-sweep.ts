import {
  type BestRunExplanation,
  type FindBestRunOptions,
  HyperDriveRun,
  type Hyperparameters,
  type PrimaryMetric,
  type ProvisionalReason,
  type Run,
} from '@hyperdrive-run/sdk';

/** A best run with what is told of it. */
export interface BestOfSweep {
  readonly run: Run;
  /** The sweep that it belongs to: the one asked, or one that it resumed from. */
  readonly sweepId: string;
  readonly primaryMetric: PrimaryMetric;
  /** As the search knows it. */
  readonly value: number | undefined;
  /** Why another run may still be the best; empty where none may. */
  readonly provisionalBecause: readonly ProvisionalReason[];
}

/** Finds a sweep's best run, in the requests that the search makes. */
export async function bestOfSweep(
  sweep: HyperDriveRun,
  options: FindBestRunOptions = {},
): Promise<BestOfSweep | undefined> {
  let provisionalBecause: readonly ProvisionalReason[] = [];
  const onProvisional = (reasons: readonly ProvisionalReason[]): void => {
    provisionalBecause = reasons;
  };
  const best = await sweep.findBestRun({ ...options, onProvisional });
  return best && describeBest(sweep, best.run, best.value, provisionalBecause);
}

/** The best run of an explanation, which knows it already; `undefined` where there is none. */
export function bestOfExplanation(sweep: HyperDriveRun, explanation: BestRunExplanation): BestOfSweep | undefined {
  const { best, value, provisionalBecause } = explanation;
  return best && describeBest(sweep, best, value, provisionalBecause);
}

function describeBest(
  sweep: HyperDriveRun,
  run: Run,
  value: number | undefined,
  provisionalBecause: readonly ProvisionalReason[],
): BestOfSweep {
  const home = run.parent instanceof HyperDriveRun ? run.parent : sweep;
  return { run, sweepId: home.id, primaryMetric: home.hyperdriveConfig.primaryMetric, value, provisionalBecause };
}

/** The hyperparameters of a best run, empty where nothing tells them. */
export async function hyperparametersOf({ run }: BestOfSweep): Promise<Hyperparameters> {
  return (await run.getHyperparameters()) ?? new Map();
}
