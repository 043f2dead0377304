import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { chooseRunner } from '../runners/choose-runner.js';
import { type RunningEngine, requireAddress } from './running-engine.js';

/**
 * Asks the runner of a config whether it can run trials now, before anything is stored. What is wrong with the config itself
 * is the submit's to say.
 * @throws BackendError, HyperDriveConfigError as `TrialRunner.requireReady` says
 */
export async function requireReady(
  engine: RunningEngine,
  config: HyperDriveConfig,
  options: CallOptions,
): Promise<void> {
  requireAddress(engine);
  const runner = chooseRunner(engine.context.runners(), config.runConfig?.target);
  if (runner === undefined || runner.findUnrunnable(config).length > 0) return;
  await runner.requireReady?.(config, options);
}
