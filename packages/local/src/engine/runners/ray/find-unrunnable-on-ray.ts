import { resolve } from 'node:path';
import type { ConfigViolation } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import { entryPath } from '@hyperdrive-run/core/internal-config';
import { isInside } from '../../trial/copy-tree.js';
import type { Compute } from '../computes/compute.js';
import { findUnrunnableHere } from '../process/find-unrunnable-here.js';

/**
 * What of a config does not run on a Ray cluster: what does not run on this machine, as the code is sent from here, trials on
 * several nodes, and inputs that its nodes do not have.
 */
export function findUnrunnableOnRay(compute: Compute, config: HyperDriveConfig): readonly ConfigViolation[] {
  return [...findUnrunnableHere(config), ...findSeveralNodes(config), ...findInputsElsewhere(compute, config)];
}

function findSeveralNodes({ runConfig }: HyperDriveConfig): readonly ConfigViolation[] {
  const count = runConfig?.resources?.instanceCount ?? 1;
  if (count === 1) return [];
  return [
    {
      path: 'runConfig.resources.instanceCount',
      got: String(count),
      takes: '1: a trial on Ray is one command on one node',
    },
  ];
}

function findInputsElsewhere({ sharedFolder }: Compute, { runConfig }: HyperDriveConfig): readonly ConfigViolation[] {
  const takes =
    sharedFolder === undefined
      ? 'a value, or a path in a folder that the nodes share (hyperdrive compute add --shared-folder): the compute has none'
      : `a path in ${sharedFolder}, which the nodes share`;
  return [...(runConfig?.inputs ?? [])].flatMap(([name, input]) => {
    if (input.type === 'literal' || input.type === 'unknown') return [];
    if (sharedFolder !== undefined && isInside(sharedFolder, resolve(input.path))) return [];
    return [{ path: `${entryPath('runConfig.inputs', name)}.path`, got: input.path, takes }];
  });
}
