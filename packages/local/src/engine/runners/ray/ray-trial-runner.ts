import { errorMessage } from '../../../error-message.js';
import type { RunKey } from '../../../storage/run-key.js';
import type { Compute } from '../computes/compute.js';
import type { OpenedCompute } from '../computes/compute-engine.js';
import { type FollowLaunchOptions, followLaunch } from '../launches/follow-launch.js';
import { exitOfLaunch } from '../launches/judge-launch.js';
import { launchJobOf } from '../launches/launch-job-of.js';
import { launchVariables } from '../launches/launch-wrapper.js';
import { createProvenWays } from '../proven-ways.js';
import type {
  FoundTrial,
  PreparedTrial,
  SubmittedTrial,
  TrialJob,
  TrialRefusal,
  TrialRunner,
} from '../trial-runner.js';
import { findUnrunnableOnRay } from './find-unrunnable-on-ray.js';
import { keepRayLog } from './keep-ray-log.js';
import { newRayJob, sendSeconds } from './new-ray-job.js';
import { createLaunchPackages, type LaunchPackages } from './package/launch-packages.js';
import { openRayCluster, type RayCluster, requestOf } from './ray-cluster.js';
import { type RayHandle, rayHandleFromJson, rayHandleToJson } from './ray-handle.js';
import { followRayJob, type RayJobFollower, submitRayJob } from './ray-job.js';
import type { RayHost, RayRunnerTimes } from './ray-runner-options.js';
import { requireRayReady } from './require-ray-ready.js';
import { addressForNodes } from './service-address.js';

/** What a trial of a cluster is followed with. */
interface Runner {
  readonly cluster: RayCluster;
  readonly compute: Compute;
  readonly host: RayHost;
}

/** Runs trials as jobs of a Ray cluster, each in a copy of the code on the node that it comes to. */
export function createRayTrialRunner(opened: OpenedCompute, host: RayHost, times?: RayRunnerTimes): TrialRunner {
  const { compute, token } = opened;
  const runner: Runner = {
    cluster: openRayCluster(compute, token, host.now, times),
    compute,
    host,
  };
  const packages = createLaunchPackages();
  const ways = createProvenWays();
  return {
    name: compute.name,
    description: `the Ray cluster ${compute.uri}`,
    serviceAddress: () => addressForNodes(host),
    findUnrunnable: (config) => findUnrunnableOnRay(compute, config),
    requireReady: (config, options) => requireRayReady({ ...runner, ways }, config, options),
    prepare: (job) => prepare(runner, job, packages),
    find: (key, handle) => find(runner, key, rayHandleFromJson(handle)),
    // The launch is kept with its run, and Ray keeps its own record of the job.
    async cleanUp() {},
  };
}

async function prepare(runner: Runner, job: TrialJob, packages: LaunchPackages): Promise<PreparedTrial | TrialRefusal> {
  const { cluster, compute, host } = runner;
  // While the head cannot be reached its session is unknown: the claim alone decides then.
  const asked = cluster.client.version().then(
    ({ session }) => session,
    () => undefined,
  );
  const [code, session] = await Promise.all([packages.of(job.snapshot.folder).catch(errorMessage), asked]);
  if (typeof code === 'string') return { kind: 'refused', reason: code, isForAll: true };
  const request = requestOf(compute, job.definition);
  const launchJob = launchJobOf(job, { serviceAddress: job.serviceAddress });
  const script = [...compute.setup, launchJob.script].join('\n');
  const launch = host.launches.create({ ...launchJob, script }, job);
  const handle: RayHandle = { launchId: launch.id, session, request };
  return {
    kind: 'prepared',
    handle: rayHandleToJson(handle),
    start() {
      const metadata = new Map([['hyperdrive', job.runId]]);
      const { serviceAddress } = job;
      // Ray signals the command too.
      const variables = launchVariables({ ...launch, serviceAddress, engineSignalsAll: true, sendSeconds });
      const rayJob = newRayJob({ id: launch.id, variables, packageName: code.name, request, metadata });
      const stateOf = () => host.launches.read(launch.id)?.state;
      return follow(runner, job, launch.id, submitRayJob(cluster, rayJob, code, stateOf, host.now));
    },
  };
}

async function find(runner: Runner, key: RunKey, handle: RayHandle | undefined): Promise<FoundTrial> {
  const { cluster, host } = runner;
  const launch = handle && host.launches.read(handle.launchId);
  if (handle === undefined || launch === undefined) return { kind: 'ended', exit: { kind: 'lost' } };
  const exit = exitOfLaunch(launch);
  if (exit?.kind === 'never-ran') return { kind: 'not-started' };
  if (exit !== undefined) return { kind: 'ended', exit, time: launch.endTime };
  if (launch.state === 'open') {
    try {
      const jobs = await cluster.client.jobs();
      const reason = 'it was not submitted, or to another head';
      if (!jobs.has(launch.id) && host.launches.withdraw(launch.id, reason) === 'withdrawn')
        return { kind: 'not-started' };
    } catch (error) {
      return { kind: 'unknown', reason: errorMessage(error) };
    }
  }
  const job = followRayJob(cluster, { id: launch.id, request: handle.request, session: handle.session });
  return { kind: 'active', trial: follow(runner, key, launch.id, job) };
}

/** Follows a job, and frees its place in the cluster when it has ended. */
function follow(runner: Runner, key: RunKey, launchId: string, job: RayJobFollower): SubmittedTrial {
  const { cluster, host } = runner;
  const { unclaimedAfterMs, lostAfterMs } = cluster.times;
  const options: FollowLaunchOptions = { unclaimedAfterMs, lostAfterMs, now: host.now };
  const trial = followLaunch(host.launches, launchId, job, options);
  async function leave(isUnclear: boolean): Promise<void> {
    job.release(isUnclear);
    if (isUnclear) await keepRayLog(cluster.client, launchId, host.files.folderOf(key));
  }
  return {
    ...trial,
    onPlacement: job.placement.listen,
    started: trial.started.then(async (start) => {
      job.placement.end({ node: host.launches.read(launchId)?.node, waitsFor: null });
      if (start.kind === 'refused') await leave(true);
      return start;
    }),
    ended: trial.ended.then(async (exit) => {
      await leave(exit.kind === 'never-ran' || exit.kind === 'lost');
      return exit;
    }),
  };
}
