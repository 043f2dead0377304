import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { Compute } from '../computes/compute.js';
import type { OpenedCompute } from '../computes/compute-engine.js';
import type { Capacity, ComputeReport } from '../computes/compute-report.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { type Amounts, sumOf } from './cluster/node-capacity.js';
import { problemOf } from './probe-problem.js';
import { probeRayNode } from './probe-ray-node.js';
import { openRayCluster, type RayCluster, requestOf } from './ray-cluster.js';
import type { RayHost, RayRunnerTimes } from './ray-runner-options.js';
import { findLack } from './require-ray-ready.js';
import { addressForNodes } from './service-address.js';

/** How long a probe may wait for its node, and take there, in milliseconds. */
const deadlineMs = 60_000;

/**
 * Looks whether trials can run on a cluster: its version, what is free, and whether a node reaches the service and sees the
 * shared folder, by a job of a second.
 * @throws BackendError where the head cannot be asked
 */
export async function checkRay(
  { compute, token }: OpenedCompute,
  host: RayHost,
  options: CallOptions,
  times?: RayRunnerTimes,
): Promise<ComputeReport> {
  const cluster = openRayCluster(compute, token, host.now, times);
  const { rayVersion, nodes, usage } = await cluster.poll.ask(options);
  const total = sumOf(nodes);
  const used = sumOf(nodes.flatMap(({ id }) => usage.get(id) ?? []));
  const request = requestOf(compute);
  const lack = findLack(nodes, request);
  return {
    engine: `Ray ${rayVersion}`,
    cpus: capacityOf(total, used, 'cpus'),
    ...(total.gpus === 0 ? {} : { gpus: capacityOf(total, used, 'gpus') }),
    memoryBytes: capacityOf(total, used, 'memoryBytes'),
    ...(lack === undefined ? await probe(cluster, compute, host, { ...options, request }) : { problems: [lack] }),
  };
}

async function probe(
  cluster: RayCluster,
  { sharedFolder }: Compute,
  host: RayHost,
  options: CallOptions & { readonly request: ResourceRequest },
): Promise<Pick<ComputeReport, 'nodeReachesService' | 'problems'>> {
  const serviceAddress = addressForNodes(host);
  if (serviceAddress === undefined) return { problems: ['The service does not listen, so no trial could reach it.'] };
  const asked = { ...options, serviceAddress, sharedFolder, deadlineMs };
  const result = await probeRayNode(cluster, host, asked);
  if (result.kind === 'not-started') return { problems: [`The probe job has not run: ${result.message}.`] };
  const problem = problemOf(result, asked);
  return {
    ...(result.kind === 'no-folder' ? {} : { nodeReachesService: result.kind !== 'failed' }),
    problems: problem === undefined ? [] : [`${problem.reason} ${problem.advice}`],
  };
}

function capacityOf(total: Amounts, used: Amounts, resource: keyof Amounts): Capacity {
  return { total: total[resource], free: total[resource] - used[resource] };
}
