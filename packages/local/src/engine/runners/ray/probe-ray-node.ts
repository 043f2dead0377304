import type { CallOptions } from '@hyperdrive-run/core/ports';
import { type ProbeJob, type ProbeResult, probeService } from '../launches/probe-service.js';
import type { ResourceRequest } from './client/ray-endpoints.js';
import { viewOfJob } from './cluster/job-view.js';
import { newRayJob } from './new-ray-job.js';
import { packageLaunch } from './package/launch-packages.js';
import type { RayCluster } from './ray-cluster.js';
import type { RayHost } from './ray-runner-options.js';

/** What a probe of a cluster asks for, and where its node is to reach the service. */
export interface RayProbe extends CallOptions {
  readonly request: ResourceRequest;
  readonly serviceAddress: string;
  /** How long it may wait for its node, and take there, in milliseconds. */
  readonly deadlineMs: number;
}

/** Runs a job that only claims a launch and reports: whether a node reaches the service, within seconds. */
export async function probeRayNode(cluster: RayCluster, host: RayHost, probe: RayProbe): Promise<ProbeResult> {
  const { request, signal } = probe;
  const code = await packageLaunch([]);
  let submittedId: string | undefined;

  async function submit(id: string, variables: ReadonlyMap<string, string>): Promise<ProbeJob> {
    const { session } = await cluster.client.version({ signal });
    await cluster.packages.ensure(code);
    submittedId = id;
    const metadata = new Map([['hyperdrive', 'probe']]);
    await cluster.client.submit(newRayJob({ id, variables, packageName: code.name, request, metadata }), { signal });
    const sinceMs = host.now().getTime();
    return {
      watch: (listener) =>
        cluster.poll.listen((head) => {
          // A listing that was asked for before the job arrived lacks it.
          if (head !== undefined && head.askedTime.getTime() > sinceMs) listener(viewOfJob(id, { session }, head));
        }),
      output: async () => (await cluster.client.logs(id, { signal })) ?? '',
      stop: () => cluster.ender.end(id),
    };
  }

  try {
    return await probeService(host.launches, submit, { ...probe, engineSignalsAll: true });
  } finally {
    if (submittedId !== undefined) cluster.ender.end(submittedId).catch(() => undefined);
  }
}
