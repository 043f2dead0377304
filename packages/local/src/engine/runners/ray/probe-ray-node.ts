import { setTimeout as delay } from 'node:timers/promises';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { ComputeReport } from '../computes/compute-report.js';
import { probeJob } from '../launches/launch-job.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { newRayJob } from './new-ray-job.js';
import { packageLaunch } from './package/launch-packages.js';
import type { RayCluster } from './ray-cluster.js';
import type { RayHost } from './ray-runner-options.js';
import { addressForNodes } from './service-address.js';

/** What became of a probe. */
export type ProbeResult = Pick<ComputeReport, 'nodeReachesService' | 'problems'>;

/** How long it may wait for its node, and take there, in milliseconds. */
const patienceMs = 60_000;
const lookMs = 500;

/** How long the node tries to reach the service, in seconds. */
const claimSeconds = 8;

/** Runs a job that only claims a launch and reports: whether a node reaches the service, within seconds. */
export async function probeRayNode(
  cluster: RayCluster,
  host: RayHost,
  request: ResourceRequest,
  { signal }: CallOptions,
): Promise<ProbeResult> {
  const serviceAddress = addressForNodes(host);
  if (serviceAddress === undefined) return { problems: ['The service does not listen, so no trial could reach it.'] };
  const code = await packageLaunch([]);
  const launch = host.launches.create(probeJob, undefined);
  try {
    await cluster.packages.ensure(code);
    const metadata = new Map([['hyperdrive', 'probe']]);
    await cluster.client.submit(
      newRayJob({ launch, packageName: code.name, request, serviceAddress, metadata, claimSeconds }),
      {
        signal,
      },
    );
    return await untilReported(cluster, host, launch.id, serviceAddress, signal);
  } finally {
    host.launches.withdraw(launch.id, 'the probe is over');
    host.launches.remove(launch.id);
    cluster.ender.end(launch.id).catch(() => undefined);
  }
}

async function untilReported(
  cluster: RayCluster,
  host: RayHost,
  id: string,
  serviceAddress: string,
  signal: AbortSignal | undefined,
): Promise<ProbeResult> {
  const deadline = performance.now() + patienceMs;
  while (performance.now() < deadline) {
    await delay(lookMs, undefined, { signal });
    if (host.launches.read(id)?.state === 'reported') return { nodeReachesService: true, problems: [] };
    const job = (await cluster.client.jobs({ signal })).get(id);
    if (job === undefined || job.status === 'PENDING' || job.status === 'RUNNING') continue;
    const said =
      (await cluster.client.logs(id, { signal }))?.trim().split('\n').slice(-3).join(' ') ?? job.message ?? '';
    return {
      nodeReachesService: false,
      problems: [`A node cannot reach the service at ${serviceAddress}: ${said}`],
    };
  }
  return { problems: [`The probe job did not report within ${patienceMs / 1000} s: the cluster may be busy.`] };
}
