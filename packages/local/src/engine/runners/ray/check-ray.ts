import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { OpenedCompute } from '../computes/compute-engine.js';
import type { Capacity, ComputeReport } from '../computes/compute-report.js';
import { type Amounts, sumOf } from './cluster/node-capacity.js';
import { probeRayNode } from './probe-ray-node.js';
import { openRayCluster, requestOf } from './ray-cluster.js';
import type { RayHost, RayRunnerTimes } from './ray-runner-options.js';
import { findLack } from './require-ray-ready.js';

/**
 * Looks whether trials can run on a cluster: its version, what is free, and whether a node reaches the service, by a job of a
 * second.
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
  const probe = lack === undefined ? await probeRayNode(cluster, host, request, options) : { problems: [lack] };
  return {
    engine: `Ray ${rayVersion}`,
    cpus: capacityOf(total, used, 'cpus'),
    ...(total.gpus === 0 ? {} : { gpus: capacityOf(total, used, 'gpus') }),
    memoryBytes: capacityOf(total, used, 'memoryBytes'),
    ...probe,
  };
}

function capacityOf(total: Amounts, used: Amounts, resource: keyof Amounts): Capacity {
  return { total: total[resource], free: total[resource] - used[resource] };
}
