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
    ...(config.resumeFrom.length > 0 ? [notYet('resumeFrom', `${config.resumeFrom.length} sweeps`)] : []),
    ...(config.resumeChildRuns.length > 0 ? [notYet('resumeChildRuns', `${config.resumeChildRuns.length} runs`)] : []),
    ...(config.runConfig === undefined ? [findMissingCommand(config)] : findMissingFiles(config.runConfig)),
  ];
}

function notYet(path: string, got: string): ConfigViolation {
  return { path, got, takes: 'none: the local service does not carry on earlier sweeps yet' };
}

function findMissingCommand({ platformConfig }: HyperDriveConfig): ConfigViolation {
  const got = platformConfig?.has('Definition') === true ? 'a run definition without a command' : 'missing';
  return { path: 'runConfig.command', got, takes: 'a command line: the local service runs no script definitions' };
}
