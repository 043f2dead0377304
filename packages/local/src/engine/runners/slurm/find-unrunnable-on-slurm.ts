import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { findUnrunnableHere } from '../process/find-unrunnable-here.js';

/**
 * What of a config does not run on a cluster's nodes: what does not on this machine, as its files are found by their paths
 * there too, and a trial on more than one node: it is one batch job with one task.
 */
export function findUnrunnableOnSlurm(config: HyperDriveConfig): readonly ConfigViolation[] {
  const nodes = config.runConfig?.resources?.instanceCount ?? 1;
  if (nodes === 1) return findUnrunnableHere(config);
  const violation = {
    path: 'runConfig.resources.instanceCount',
    got: String(nodes),
    takes: '1: a trial is one job on one node',
  };
  return [...findUnrunnableHere(config), violation];
}
