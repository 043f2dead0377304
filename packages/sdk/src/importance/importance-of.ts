import { hyperparameterImportance, type ImportanceReport } from '@hyperdrive-run/core/importance';
import { checkSweep } from '../arguments/check-handles.js';
import { checkOptions, integer, type OptionChecks, positiveInteger } from '../arguments/option-checks.js';
import type { HyperDriveRun } from '../hyperdrive-run.js';
import { type ReadChildrenOptions, readChildrenChecks } from '../use-cases/children/read-children.js';

/** How the children are read, and the forest grown. */
export interface ImportanceOfOptions extends ReadChildrenOptions {
  /** The same seed gives the same shares. Default 0. */
  readonly seed?: number | undefined;
  /** Trees of the forest. Default 64. */
  readonly trees?: number | undefined;
}

const checks: OptionChecks<ImportanceOfOptions> = { ...readChildrenChecks, seed: integer, trees: positiveInteger };

/**
 * Says how much each hyperparameter of a sweep matters for its primary metric. Of each child the value counts by which it
 * is ranked; children without one are left out.
 * @throws InvalidArgumentError, BackendError, UnreadableMetricsError as `getChildrenSortedByPrimaryMetric` does
 * @example
 * const { importances, verdict } = await importanceOf(sweep);
 */
export async function importanceOf(sweep: HyperDriveRun, options: ImportanceOfOptions = {}): Promise<ImportanceReport> {
  checkSweep(sweep);
  checkOptions(options, checks);
  const { seed, trees, ...reading } = options;
  const children = await sweep.getChildrenSortedByPrimaryMetric(reading);
  const { hyperparameterSampling: sampling } = sweep.hyperdriveConfig;
  const trials = children.flatMap(({ isTrial, hyperparameters, bestPrimaryMetric }) =>
    isTrial && hyperparameters !== undefined && bestPrimaryMetric !== undefined
      ? [{ hyperparameters, value: bestPrimaryMetric }]
      : [],
  );
  const parameterSpace = sampling.kind === 'unknown' ? undefined : sampling.parameterSpace;
  return hyperparameterImportance(trials, { parameterSpace, seed, trees });
}
