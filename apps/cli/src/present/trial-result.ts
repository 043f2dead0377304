import {
  HyperDriveError,
  HyperDriveRun,
  type Hyperparameters,
  type PrimaryMetric,
  Run,
  readMetric,
  type Workspace,
} from '@hyperdrive-run/sdk';

/** What a trial tried, and how it did by what its sweep judges it by. */
export interface TrialResult {
  readonly hyperparameters: Hyperparameters | undefined;
  /** Of its sweep; `undefined` where that names none. */
  readonly primaryMetric: PrimaryMetric | undefined;
  /** Its best value of that metric. */
  readonly value: number | undefined;
}

/**
 * Reads what a trial tried and reached.
 * @returns `undefined` for a run without a parent, and where something cannot be read: a status does not fail for it
 */
export async function readTrialResult(workspace: Workspace, run: Run): Promise<TrialResult | undefined> {
  const parentId = run.record?.parentRunId;
  if (parentId === undefined) return undefined;
  try {
    const parent = await workspace.getRun(parentId);
    // With its parent at hand the trial does not ask for it again.
    const trial = new Run(run.experiment, run.id, { record: run.record, parent });
    const hyperparameters = await trial.getHyperparameters();
    if (!(parent instanceof HyperDriveRun)) return { hyperparameters, primaryMetric: undefined, value: undefined };
    const { primaryMetric } = parent.hyperdriveConfig;
    const metrics = await run.getMetrics({ names: [primaryMetric.name] });
    const reading = readMetric(metrics.get(primaryMetric.name), primaryMetric.goal);
    return { hyperparameters, primaryMetric, value: reading.kind === 'value' ? reading.value : undefined };
  } catch (error) {
    if (HyperDriveError.isInstance(error)) return undefined;
    throw error;
  }
}
