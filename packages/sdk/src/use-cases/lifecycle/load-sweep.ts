import type { RunRecord } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions, SweepBackend } from '@hyperdrive-run/core/ports';
import { anyObject, callback, callChecks, checkOptions, type OptionChecks } from '../../arguments/option-checks.js';
import { hydrateConfig } from '../../hydrate-config.js';
import { nameLoggedMetrics } from '../best-run/name-logged-metrics.js';
import {
  type ChosenMetric,
  checkChosenMetric,
  type GoalSource,
  resolvePrimaryMetric,
} from '../best-run/resolve-primary-metric.js';

/** How to open a sweep. */
export interface LoadSweepOptions extends CallOptions {
  /** Is called, with a sentence for a person, for each part of the config that cannot be read and is passed over. */
  readonly onWarning?: ((message: string) => void) | undefined;
  /**
   * What to judge the children by, where the run does not say it or something else is wanted. With it any run opens as
   * a sweep whose children are its trials: the nested runs that another tool wrote, say. Without a goal it is the one
   * that the search named on its trials, as Optuna's callback does, and `onWarning` is called.
   */
  readonly primaryMetric?: ChosenMetric | undefined;
}

const loadSweepChecks: OptionChecks<LoadSweepOptions> = {
  ...callChecks,
  onWarning: callback,
  primaryMetric: anyObject,
};

/** A sweep's run with its config. */
export interface LoadedSweep {
  readonly record: RunRecord;
  readonly config: HyperDriveConfig;
  readonly goalSource: GoalSource | undefined;
}

/**
 * Fetches a sweep's run and hydrates the config from it.
 * @throws HyperDriveRehydrateError where the run is no sweep, or names no primary metric; names what its children logged
 * @throws InvalidArgumentError where `primaryMetric` has no name, or no goal and no trials that name one
 */
export async function loadSweep(backend: SweepBackend, runId: string, options: LoadSweepOptions): Promise<LoadedSweep> {
  checkOptions(options, loadSweepChecks);
  const { signal, onWarning, primaryMetric: chosen } = options;
  if (chosen !== undefined) checkChosenMetric(chosen);
  const record = await backend.getRun(runId, { signal });
  const resolved = chosen && (await resolvePrimaryMetric(backend, record, chosen, { signal, onWarning }));
  try {
    const config = hydrateConfig(record, onWarning, resolved?.primaryMetric);
    return { record, config, goalSource: resolved?.goalSource };
  } catch (error) {
    throw await nameLoggedMetrics(backend, error, { signal });
  }
}
