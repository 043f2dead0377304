import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import type { Compute } from '../computes/compute.js';
import { resourcesOf } from '../computes/resources-of.js';
import { createRayClient, type RayClient } from './client/ray-client.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { type ClusterPoll, createClusterPoll } from './cluster/cluster-poll.js';
import { createJobEnder, type JobEnder } from './cluster/job-ender.js';
import { createSlotQueue, type SlotQueue } from './cluster/slot-queue.js';
import { createPackageStore, type PackageStore } from './package/package-store.js';
import { headAddressOf } from './ray-address.js';
import type { RayRunnerTimes } from './ray-runner-options.js';
import { rayTimes } from './ray-runner-options.js';

/** A Ray cluster with what is shared by all trials that run there. */
export interface RayCluster {
  readonly address: string;
  readonly client: RayClient;
  readonly poll: ClusterPoll;
  readonly queue: SlotQueue;
  readonly ender: JobEnder;
  readonly packages: PackageStore;
  readonly times: ReturnType<typeof rayTimes>;
}

/** @throws TypeError where the address is none of Ray: it was checked when the compute was added */
export function openRayCluster(
  compute: Compute,
  token: string | undefined,
  now: () => Date,
  given?: RayRunnerTimes,
): RayCluster {
  const address = headAddressOf(compute.uri);
  if (address === undefined) throw new TypeError(`${compute.uri} is no address of a Ray head`);
  const times = rayTimes(given);
  const client = createRayClient({ address, token, timeoutMs: times.requestMs });
  const queue = createSlotQueue(now);
  const poll = createClusterPoll(client, { intervalMs: times.pollMs, now, onView: (view) => queue.update(view) });
  return {
    address,
    client,
    poll,
    queue,
    ender: createJobEnder(client, poll, times.stopAgainMs, now),
    packages: createPackageStore(client),
    times,
  };
}

/**
 * What a trial asks for, as its definition or its compute says; a CPU where neither does. Ray runs a job that asks for nothing
 * on its head, as many as come.
 */
export function requestOf(compute: Compute, definition: Pick<TrialDefinition, 'resources'> = {}): ResourceRequest {
  const { cpus = 1, gpus = 0, memoryBytes = 0 } = resourcesOf(compute, definition);
  return { cpus, gpus, memoryBytes };
}
