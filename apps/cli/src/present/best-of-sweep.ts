import {
  type FindBestRunOptions,
  HyperDriveRun,
  type Hyperparameters,
  type PrimaryMetric,
  type ProvisionalReason,
  type Run,
  readMetric,
} from '@hyperdrive-run/sdk';

/** A best run with what is told of it. */
export interface BestOfSweep {
  readonly run: Run;
  /** The sweep that it belongs to: the one asked, or one that it resumed from. */
  readonly sweepId: string;
  readonly primaryMetric: PrimaryMetric;
  /** `undefined` where the run's own metrics do not hold what the service recorded. */
  readonly value: number | undefined;
  /** Why another run may still be the best; empty where none may. */
  readonly provisionalBecause: readonly ProvisionalReason[];
}

/** Asks a sweep for its best run, and that run for its value. */
export async function bestOfSweep(
  sweep: HyperDriveRun,
  options: FindBestRunOptions = {},
): Promise<BestOfSweep | undefined> {
  let provisionalBecause: readonly ProvisionalReason[] = [];
  const onProvisional = (reasons: readonly ProvisionalReason[]): void => {
    provisionalBecause = reasons;
  };
  const run = await sweep.getBestRunByPrimaryMetric({ ...options, onProvisional });
  if (run === undefined) return undefined;
  const home = run.parent instanceof HyperDriveRun ? run.parent : sweep;
  const { primaryMetric } = home.hyperdriveConfig;
  const { signal } = options;
  const metrics = await run.getMetrics({ names: [primaryMetric.name], signal });
  const reading = readMetric(metrics.get(primaryMetric.name), primaryMetric.goal);
  const value = reading.kind === 'value' ? reading.value : undefined;
  return { run, sweepId: home.id, primaryMetric, value, provisionalBecause };
}

/** The hyperparameters of a best run, empty where nothing tells them. */
export async function hyperparametersOf({ run }: BestOfSweep): Promise<Hyperparameters> {
  return (await run.getHyperparameters()) ?? new Map();
}
