import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findMissingFiles } from '../../find-missing-files.js';

/** What of a config does not run on this machine: a run definition without a command, and files that are not here. */
export function findUnrunnableHere({ runConfig, platformConfig }: HyperDriveConfig): readonly ConfigViolation[] {
  if (runConfig !== undefined) return findMissingFiles(runConfig);
  const got = platformConfig?.has('Definition') === true ? 'a run definition without a command' : 'missing';
  return [{ path: 'runConfig.command', got, takes: 'a command line: the local service runs no script definitions' }];
}
