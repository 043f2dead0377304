import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findUnsamplable } from '@hyperdrive-run/sampling';
import { chooseRunner, unknownTarget } from './runners/choose-runner.js';
import type { TrialRunner } from './runners/trial-runner.js';

/**
 * What this engine does not run of a config that is right in itself: no part of it that says what a trial is, or on what
 * compute, is ever ignored. Only an `environment` is, since requests of other clients always name one. Paths are those of
 * `HyperDriveConfig`.
 * @param runners where trials can run: the one that the config asks for says what it does not run
 */
export function findUnrunnable(
  config: HyperDriveConfig,
  runners: readonly Pick<TrialRunner, 'name' | 'description' | 'findUnrunnable'>[],
): readonly ConfigViolation[] {
  const target = config.runConfig?.target;
  const runner = chooseRunner(runners, target);
  return [
    ...findUnsamplable(config.hyperparameterSampling),
    ...(runner === undefined ? [unknownTarget(runners, target)] : runner.findUnrunnable(config)),
  ];
}
