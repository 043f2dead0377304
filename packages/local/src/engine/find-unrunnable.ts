import type { ConfigViolation, HyperDriveConfig } from '@hyperdrive-run/core';
import { findMissingFiles } from './find-missing-files.js';
import { findUnsamplable } from './sampling/find-unsamplable.js';

/**
 * What this engine does not run of a config that is right in itself: nothing of it is ever ignored.
 * Paths are those of `HyperDriveConfig`.
 */
export function findUnrunnable(config: HyperDriveConfig): readonly ConfigViolation[] {
  return [
    ...findUnsamplable(config.hyperparameterSampling),
    ...(config.runConfig === undefined ? [findMissingCommand(config)] : findMissingFiles(config.runConfig)),
  ];
}

function findMissingCommand({ platformConfig }: HyperDriveConfig): ConfigViolation {
  const got = platformConfig?.has('Definition') === true ? 'a run definition without a command' : 'missing';
  return { path: 'runConfig.command', got, takes: 'a command line: the local service runs no script definitions' };
}
