import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { Compute } from '../computes/compute.js';
import { leaveSign } from '../computes/shared-folder.js';
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
  /** What its node is to see, too. */
  readonly sharedFolder: Compute['sharedFolder'];
  /** How long it may wait for its node, and take there, in milliseconds. */
  readonly deadlineMs: number;
}

/** What a probe of a cluster came to. */
export type RayProbeResult =
  | ProbeResult
  /** A node reaches the service, and does not see the shared folder. */
  | { readonly kind: 'not-shared'; readonly node: string }
  /** The machine of the service has no such folder: nothing was submitted. */
  | { readonly kind: 'no-folder' };

/**
 * Runs a job that only claims a launch, looks for the shared folder and reports: whether a node reaches the service and sees the
 * folder, within seconds.
 */
export async function probeRayNode(cluster: RayCluster, host: RayHost, probe: RayProbe): Promise<RayProbeResult> {
  if (probe.sharedFolder === undefined) return runProbe(cluster, host, probe, undefined);
  const sign = leaveSign(probe.sharedFolder);
  if (sign === undefined) return { kind: 'no-folder' };
  try {
    const result = await runProbe(cluster, host, probe, sign.script);
    return result.kind === 'reached' && result.exitCode !== 0 ? { kind: 'not-shared', node: result.node } : result;
  } finally {
    sign.remove();
  }
}

async function runProbe(
  cluster: RayCluster,
  host: RayHost,
  probe: RayProbe,
  script: string | undefined,
): Promise<ProbeResult> {
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
    return await probeService(host.launches, submit, { ...probe, script, engineSignalsAll: true });
  } finally {
    if (submittedId !== undefined) cluster.ender.end(submittedId).catch(() => undefined);
  }
}
