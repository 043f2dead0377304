import { BackendError, HyperDriveConfigError } from '@hyperdrive-run/core';
import type { HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import { keptFolders } from '../../../storage/files/run-files.js';
import type { Compute } from '../computes/compute.js';
import type { ProvenWays } from '../proven-ways.js';
import type { RayNode } from './client/ray-answers.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { type Amounts, canHold } from './cluster/node-capacity.js';
import { listCodeFiles } from './package/code-files.js';
import { requirePackageFits } from './package/code-package.js';
import { PackageTooLargeError } from './package/package-limit.js';
import { problemOf } from './probe-problem.js';
import { probeRayNode } from './probe-ray-node.js';
import { type RayCluster, requestOf } from './ray-cluster.js';
import type { RayHost } from './ray-runner-options.js';
import { addressForNodes } from './service-address.js';

/** What readiness is looked at with. */
export interface RayReadiness {
  readonly cluster: RayCluster;
  readonly compute: Compute;
  readonly host: RayHost;
  readonly ways: ProvenWays;
}

/** How long a probe may wait for its node, and take there, in milliseconds: a cluster that is busy is no reason to refuse. */
const probeMs = 25_000;

/**
 * Looks, before a sweep is stored, whether its trials can run on a cluster: that its head and its code are right, and, once for
 * each start of the head or the service, that a node reaches the service and sees the shared folder.
 * @throws BackendError where the head is down, refuses the token, no node has what a trial asks for, reaches the service
 * or sees the shared folder
 * @throws HyperDriveConfigError where the code is too large
 */
export async function requireRayReady(
  { cluster, compute, host, ways }: RayReadiness,
  { runConfig }: HyperDriveConfig,
  options: CallOptions,
): Promise<void> {
  const [nodes, { session }] = await Promise.all([cluster.client.nodes(options), cluster.client.version(options)]);
  const request = requestOf(compute, runConfig);
  const lack = findLack(nodes, request);
  if (lack !== undefined) throw notReady(compute, lack, `Look at it with hyperdrive compute check ${compute.name}.`);
  await requireCodeFits(runConfig);
  const serviceAddress = addressForNodes(host);
  if (serviceAddress === undefined) return;
  const attempt = async (): Promise<true | undefined> => {
    const probe = { request, serviceAddress, sharedFolder: compute.sharedFolder, deadlineMs: probeMs };
    const result = await probeRayNode(cluster, host, probe);
    const problem = problemOf(result, probe);
    if (problem !== undefined) throw notReady(compute, problem.reason, problem.advice);
    return result.kind === 'reached' ? true : undefined;
  };
  await ways.require(`${session} ${serviceAddress}`, attempt, options);
}

/** In one text: what a service refuses crosses its protocol without a hint. */
function notReady(compute: Compute, reason: string, advice: string): BackendError {
  return new BackendError({
    code: 'refused',
    message: `No trial can run on the compute ${compute.name}: ${reason} ${advice}`,
  });
}

async function requireCodeFits(runConfig: HyperDriveConfig['runConfig']): Promise<void> {
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
