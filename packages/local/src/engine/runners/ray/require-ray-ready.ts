import { BackendError, HyperDriveConfigError } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { keptFolders } from '../../../storage/files/run-files.js';
import type { Compute } from '../computes/compute.js';
import type { RayNode } from './client/ray-answers.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { type Amounts, canHold } from './cluster/node-capacity.js';
import { listCodeFiles } from './package/code-files.js';
import { requirePackageFits } from './package/code-package.js';
import { PackageTooLargeError } from './package/package-limit.js';
import { type RayCluster, requestOf } from './ray-cluster.js';

/**
 * Looks, before a sweep is stored, whether its trials can run on a cluster.
 * @throws BackendError where the head is down, refuses the token, or no node has what a trial asks for
 * @throws HyperDriveConfigError where the code is too large
 */
export async function requireRayReady(
  { cluster, compute }: { readonly cluster: RayCluster; readonly compute: Compute },
  { runConfig }: HyperDriveConfig,
  options: CallOptions,
): Promise<void> {
  const nodes = await cluster.client.nodes(options);
  const lack = findLack(nodes, requestOf(compute, runConfig));
  if (lack !== undefined) {
    throw new BackendError({
      code: 'refused',
      message: `No trial can run on the compute ${compute.name}: ${lack}`,
      hint: `Look at it with hyperdrive compute check ${compute.name}.`,
    });
  }
  if (runConfig?.code === undefined) return;
  try {
    await requirePackageFits(listCodeFiles(runConfig.code, keptFolders));
  } catch (error) {
    if (!(error instanceof PackageTooLargeError)) throw error;
    const takes = 'a folder of at most 100 MiB as a ZIP, which is all that Ray accepts';
    throw new HyperDriveConfigError([{ path: 'runConfig.code', got: error.got, takes }]);
  }
}

/** Why no trial would ever run, in a sentence: no node has what it asks for. */
export function findLack(nodes: readonly RayNode[], request: ResourceRequest): string | undefined {
  if (nodes.some((node) => canHold(node, request))) return undefined;
  const has = nodes.map((node) => describe(node, request)).join('; or ');
  const found = nodes.length === 0 ? 'there is no node' : `its nodes have ${has}`;
  return `A trial asks for ${describe(request, request)}, and ${found}.`;
}

/** @param request what of the amounts is said: what it asks for */
function describe({ cpus, gpus, memoryBytes }: Amounts, request: ResourceRequest): string {
  const parts = [
    ...(request.cpus > 0 ? [`${cpus} ${cpus === 1 ? 'CPU' : 'CPUs'}`] : []),
    ...(request.gpus > 0 ? [`${gpus} ${gpus === 1 ? 'GPU' : 'GPUs'}`] : []),
    ...(request.memoryBytes > 0 ? [`${(memoryBytes / 2 ** 30).toFixed(1)} GiB of memory`] : []),
  ];
  return parts.join(', ');
}
