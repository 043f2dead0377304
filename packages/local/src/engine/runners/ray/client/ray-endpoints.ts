import type { JsonObject, JsonValue } from '@hyperdrive-run/core/json';

/** A request to a Ray head, without its address and its token. */
export interface RayRequest {
  readonly method: 'GET' | 'POST' | 'PUT';
  /** From the head's address on, encoded. Ray knows each path in exactly one form. */
  readonly path: string;
  readonly body?: JsonObject | Uint8Array | undefined;
}

/** A job as it is submitted. */
export interface NewRayJob {
  /** Only `[A-Za-z0-9_.-]`: others can leave a job behind that is neither stopped nor deleted. */
  readonly id: string;
  /** What `/bin/sh -c` is given. */
  readonly entrypoint: string;
  /** The name of its package, as {@link putPackage} has it; without one it is started wherever the node's Ray was. */
  readonly packageName: string | undefined;
  /** Shown by Ray to everybody who may ask it: no token that is good for long belongs here. */
  readonly variables: ReadonlyMap<string, string>;
  /** Shown with it, for people. */
  readonly metadata: ReadonlyMap<string, string>;
  readonly request: ResourceRequest;
}

/** What a job asks the cluster for. At least one is above 0: else Ray runs all jobs on the head, as many as come. */
export interface ResourceRequest {
  readonly cpus: number;
  readonly gpus: number;
  readonly memoryBytes: number;
}

export const getVersion: RayRequest = { method: 'GET', path: '/api/version' };

/** All jobs of the head; there is no paging. */
export const getJobs: RayRequest = { method: 'GET', path: '/api/jobs/' };

/** What the nodes have. Nodes that are dead are listed for a while. */
export const getNodes: RayRequest = { method: 'GET', path: '/api/v0/nodes?limit=10000&detail=true' };

/** What of it is in use, some seconds late. */
export const getClusterStatus: RayRequest = { method: 'GET', path: '/api/cluster_status' };

/** The whole output of a job; there is no part of it to be had. */
export function getJobLogs(id: string): RayRequest {
  return { method: 'GET', path: `/api/jobs/${encodeURIComponent(id)}/logs` };
}

export function submitJob(job: NewRayJob): RayRequest {
  const { cpus, gpus, memoryBytes } = job.request;
  const amounts: readonly (readonly [string, number])[] = [
    ['entrypoint_num_cpus', cpus],
    ['entrypoint_num_gpus', gpus],
    ['entrypoint_memory', memoryBytes],
  ];
  const body = new Map<string, JsonValue>([
    ['submission_id', job.id],
    ['entrypoint', job.entrypoint],
    [
      'runtime_env',
      new Map<string, JsonValue>([
        ...(job.packageName === undefined ? [] : [['working_dir', `gcs://${job.packageName}`] as const]),
        ['env_vars', job.variables],
      ]),
    ],
    ['metadata', job.metadata],
    ...amounts.filter(([, amount]) => amount > 0),
  ]);
  return { method: 'POST', path: '/api/jobs/', body };
}

/** Ends a job that runs. One that waits is not ended by it, whatever the answer: it has to be asked for again. */
export function stopJob(id: string): RayRequest {
  return { method: 'POST', path: `/api/jobs/${encodeURIComponent(id)}/stop` };
}

/** Whether a package is kept: status 404 where not. One that no job uses is dropped after some minutes. */
export function getPackage(name: string): RayRequest {
  return { method: 'GET', path: `/api/packages/gcs/${encodeURIComponent(name)}` };
}

export function putPackage(name: string, zip: Uint8Array): RayRequest {
  return { ...getPackage(name), method: 'PUT', body: zip };
}
