import type { NewRayJob, ResourceRequest } from './client/ray-endpoints.js';
import { wrapperPath } from './package/launch-packages.js';

/** How long what a command left may take to be sent where Ray ends the job, in seconds. */
export const sendSeconds = 60;

/**
 * How long Ray waits after SIGTERM before SIGKILL, in seconds; by itself 3. It is more than the wrapper takes at most: 10 that
 * a command has to end, {@link sendSeconds}, and a last call that nobody answers.
 */
const stopWaitSeconds = 120;

/** What a job is made from. */
export interface NewRayJobInput {
  /** The launch that it runs, which is its own id too. */
  readonly id: string;
  /** What the wrapper of launches is started with. */
  readonly variables: ReadonlyMap<string, string>;
  readonly packageName: string;
  readonly request: ResourceRequest;
  /** What Ray shows with the job, for people. */
  readonly metadata: ReadonlyMap<string, string>;
}

/**
 * The job that runs a launch. All that Ray shows of it to others is the code of the launch, which is good for one claim.
 */
export function newRayJob({ id, variables, packageName, request, metadata }: NewRayJobInput): NewRayJob {
  return {
    id,
    entrypoint: `exec sh ${wrapperPath}`,
    packageName,
    variables: new Map([...variables, ['RAY_JOB_STOP_WAIT_TIME_S', String(stopWaitSeconds)]]),
    metadata,
    request,
  };
}
