import {
  experimentOfSweepId,
  HyperDriveRehydrateError,
  type PrimaryMetric,
  type RunRecord,
} from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { configFromTags, isSweep } from '@hyperdrive-run/core/internal-config';

/**
 * The config of a sweep that exists, from the tags and properties of its run.
 * @param primaryMetric what to judge by instead: then any run is a sweep whose children are its trials
 * @throws HyperDriveRehydrateError where the run is no sweep, or its primary metric cannot be read
 */
export function hydrateConfig(
  run: RunRecord,
  onWarning?: (message: string) => void,
  primaryMetric: PrimaryMetric | undefined = run.primaryMetric,
): HyperDriveConfig {
  if (!isSweep(run) && primaryMetric === undefined) {
    if (experimentOfSweepId(run.runId) !== undefined) {
      throw new HyperDriveRehydrateError({ runId: run.runId, found: 'an experiment names no primary metric' });
    }
    const kind = run.runType === undefined ? 'no type' : `the type ${JSON.stringify(run.runType)}`;
    const marks = 'no mark of a sweep (runType or azureml.runsource "hyperdrive", runTemplate "HyperDrive")';
    throw new HyperDriveRehydrateError({ runId: run.runId, found: `it has ${kind} and ${marks}` });
  }
  return configFromTags(run.tags, run.properties, {
    runId: run.runId,
    onWarning,
    primaryMetric,
    config: run.config,
  });
}
