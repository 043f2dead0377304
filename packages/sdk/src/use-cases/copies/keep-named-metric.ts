import { HyperDriveRehydrateError, type PrimaryMetric, type RunRecord } from '@hyperdrive-run/core';
import { hydrateConfig } from '../../hydrate-config.js';

/**
 * A sweep's run with the metric that its children are judged by, where the run alone would say none or another one:
 * whoever reads it elsewhere comes to the same results.
 */
export function keepNamedMetric(run: RunRecord, primaryMetric: PrimaryMetric): RunRecord {
  const { name, goal } = primaryMetric;
  const own = ownMetric(run);
  return own?.name === name && own.goal === goal ? run : { ...run, primaryMetric: { name, goal } };
}

function ownMetric(run: RunRecord): PrimaryMetric | undefined {
  try {
    return hydrateConfig(run).primaryMetric;
  } catch (error) {
    if (HyperDriveRehydrateError.isInstance(error)) return undefined;
    throw error;
  }
}
