import {
  configFromTags,
  type HyperDriveConfig,
  HyperDriveRehydrateError,
  isSweep,
  type RunRecord,
} from '@hyperdrive-run/core';

/**
 * The config of a sweep that exists, from the tags and properties of its run.
 * @throws HyperDriveRehydrateError where the run is no sweep, or its primary metric cannot be read
 */
export function hydrateConfig(run: RunRecord, onWarning?: (message: string) => void): HyperDriveConfig {
  if (!isSweep(run)) {
    const kind = run.runType === undefined ? 'no type' : `the type ${JSON.stringify(run.runType)}`;
    const marks = 'no mark of a sweep (runType or azureml.runsource "hyperdrive", runTemplate "HyperDrive")';
    throw new HyperDriveRehydrateError({ runId: run.runId, found: `it has ${kind} and ${marks}` });
  }
  return configFromTags(run.tags, run.properties, { runId: run.runId, onWarning });
}
