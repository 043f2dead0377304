import type { ConfigViolation, HyperDriveConfig, TrialDefinition } from '@hyperdrive-run/core';
import { findUnsamplable } from '@hyperdrive-run/sampling';
import { findMissingFiles } from './find-missing-files.js';
import { findUnknownCompute } from './local-compute.js';

/**
 * What this engine does not run of a config that is right in itself: no part of it that says what a trial is, or on what
 * compute, is ever ignored. Only an `environment` is, since requests of other clients always name one. Paths are those of
 * `HyperDriveConfig`.
 */
export function findUnrunnable(config: HyperDriveConfig): readonly ConfigViolation[] {
  return [
    ...findUnsamplable(config.hyperparameterSampling),
    ...(config.runConfig === undefined ? [findMissingCommand(config)] : findUnrunnableTrial(config.runConfig)),
  ];
}

function findUnrunnableTrial(trial: TrialDefinition): readonly ConfigViolation[] {
  return [...findMissingFiles(trial), ...findUnknownCompute(trial)];
}

function findMissingCommand({ platformConfig }: HyperDriveConfig): ConfigViolation {
  const got = platformConfig?.has('Definition') === true ? 'a run definition without a command' : 'missing';
  return { path: 'runConfig.command', got, takes: 'a command line: the local service runs no script definitions' };
}
