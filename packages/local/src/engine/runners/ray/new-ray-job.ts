import { launchVariables } from '../launches/launch-wrapper.js';
import type { CreatedLaunch } from '../launches/launches.js';
import type { NewRayJob, ResourceRequest } from './client/ray-endpoints.js';
import { wrapperPath } from './package/launch-packages.js';

/**
 * How long Ray waits after SIGTERM before SIGKILL, in seconds: 10 that a command has to end, and 10 to send what it left. By
 * itself it is 3.
 */
const stopWaitSeconds = 20;

/** What a job is made from. */
export interface NewRayJobInput {
  readonly launch: CreatedLaunch;
  readonly packageName: string;
  readonly request: ResourceRequest;
  /** Where the node reaches the service. */
  readonly serviceAddress: string;
  /** What Ray shows with the job, for people. */
  readonly metadata: ReadonlyMap<string, string>;
  /** How long the node tries to claim the launch, in seconds; by default as long as the wrapper does by itself. */
  readonly claimSeconds?: number | undefined;
}

/**
 * The job that runs a launch. All that Ray shows of it to others is the code of the launch, which is good for one claim.
 */
export function newRayJob({
  launch,
  packageName,
  request,
  serviceAddress,
  metadata,
  claimSeconds,
}: NewRayJobInput): NewRayJob {
  return {
    id: launch.id,
    entrypoint: `exec sh ${wrapperPath}`,
    packageName,
    variables: new Map([
      // Ray signals the command too.
      ...launchVariables({ ...launch, serviceAddress, claimSeconds, engineSignalsAll: true }),
      ['RAY_JOB_STOP_WAIT_TIME_S', String(stopWaitSeconds)],
    ]),
    metadata,
    request,
  };
}
