import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** Where a job is. Only the first two end in another one. */
export type RayJobStatus = 'PENDING' | 'RUNNING' | 'SUCCEEDED' | 'FAILED' | 'STOPPED';

const statuses: readonly RayJobStatus[] = ['PENDING', 'RUNNING', 'SUCCEEDED', 'FAILED', 'STOPPED'];

/** A job as Ray lists it. */
export interface RayJob {
  readonly id: string;
  /** `undefined` where it is a word that this version does not know. */
  readonly status: RayJobStatus | undefined;
  /** Why it is where it is, for people; of a failed one with the end of its output. */
  readonly message: string | undefined;
  /** Such as `RUNTIME_ENV_SETUP_FAILURE`. */
  readonly errorType: string | undefined;
  /** What the entrypoint exited with: the shell's code, or the negative number of a signal. */
  readonly exitCode: number | undefined;
  /** Where it runs. */
  readonly nodeId: string | undefined;
  /** What it was submitted with, for people. */
  readonly metadata: ReadonlyMap<string, JsonValue>;
}

/** A node that is alive. Amounts are those of Ray's scheduler. */
export interface RayNode {
  readonly id: string;
  readonly cpus: number;
  readonly gpus: number;
  readonly memoryBytes: number;
}

/** What the head says of itself. */
export interface RayVersion {
  readonly rayVersion: string;
  /** Another one for each start of the head: jobs of another session are out of reach. */
  readonly session: string;
}

/** @returns `undefined` where it is no answer of a Ray head */
export function readVersion(json: JsonValue): RayVersion | undefined {
  const session = textAt(json, 'session_name');
  return session === undefined ? undefined : { session, rayVersion: textAt(json, 'ray_version') ?? 'unknown' };
}

/**
 * The jobs that were submitted; programs that joined the cluster by themselves are left out.
 * @returns `undefined` where it is no listing
 */
export function readJobs(json: JsonValue): ReadonlyMap<string, RayJob> | undefined {
  if (!isJsonArray(json)) return undefined;
  return new Map(json.map(readJob).flatMap((job): [string, RayJob][] => (job === undefined ? [] : [[job.id, job]])));
}

function readJob(json: JsonValue): RayJob | undefined {
  const id = textAt(json, 'submission_id');
  if (id === undefined) return undefined;
  const status = textAt(json, 'status');
  const metadata = at(json, 'metadata');
  return {
    id,
    status: statuses.find((known) => known === status),
    message: textAt(json, 'message'),
    errorType: textAt(json, 'error_type'),
    exitCode: numberAt(json, 'driver_exit_code'),
    nodeId: textAt(json, 'driver_node_id'),
    metadata: metadata !== undefined && isJsonObject(metadata) ? metadata : new Map(),
  };
}

/** The nodes that are alive; `undefined` where it is no listing. */
export function readNodes(json: JsonValue): readonly RayNode[] | undefined {
  const nodes = at(json, 'data', 'result', 'result');
  if (!isJsonArray(nodes)) return undefined;
  return nodes.flatMap((node) => {
    const id = textAt(node, 'node_id');
    if (id === undefined || textAt(node, 'state') !== 'ALIVE') return [];
    const has = (resource: string): number => numberAt(at(node, 'resources_total') ?? null, resource) ?? 0;
    return [{ id, cpus: has('CPU'), gpus: has('GPU'), memoryBytes: has('memory') }];
  });
}

/** What is in use on each node, by its id; nothing where the head does not say yet. */
export function readUsage(json: JsonValue): ReadonlyMap<string, Omit<RayNode, 'id'>> {
  const nodes = at(json, 'data', 'clusterStatus', 'loadMetricsReport', 'usageByNode');
  if (!isJsonObject(nodes)) return new Map();
  return new Map(
    [...nodes].map(([id, usage]) => {
      const used = (resource: string): number => {
        const pair = at(usage, resource);
        const first = isJsonArray(pair) ? pair[0] : undefined;
        return typeof first === 'number' ? first : 0;
      };
      return [id, { cpus: used('CPU'), gpus: used('GPU'), memoryBytes: used('memory') }];
    }),
  );
}

/** The output of a job. */
export function readLogs(json: JsonValue): string | undefined {
  return textAt(json, 'logs');
}

function at(json: JsonValue | undefined, ...path: readonly string[]): JsonValue | undefined {
  return path.reduce<JsonValue | undefined>((value, key) => (isJsonObject(value) ? value.get(key) : undefined), json);
}

function textAt(json: JsonValue | JsonObject, key: string): string | undefined {
  const value = at(json, key);
  return typeof value === 'string' ? value : undefined;
}

function numberAt(json: JsonValue, key: string): number | undefined {
  const value = at(json, key);
  return typeof value === 'number' ? value : undefined;
}
