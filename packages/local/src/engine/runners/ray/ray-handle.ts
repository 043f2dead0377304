import { isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import type { ResourceRequest } from './client/ray-endpoints.js';

/** By which a trial is found again. */
export interface RayHandle {
  /** The launch, and the job's submission id. */
  readonly launchId: string;
  /** Of the head that it was prepared for; `undefined` where that could not be reached. */
  readonly session: string | undefined;
  /** What it asks the cluster for: it may have another size than those that come later. */
  readonly request: ResourceRequest;
}

export function rayHandleToJson({ launchId, session, request }: RayHandle): JsonObject {
  return new Map<string, JsonValue>([
    ['launchId', launchId],
    ['session', session ?? null],
    ['request', new Map(Object.entries({ ...request }))],
  ]);
}

/** @returns `undefined` where it is the handle of another runner */
export function rayHandleFromJson(json: JsonObject): RayHandle | undefined {
  const [launchId, session, request] = [json.get('launchId'), json.get('session'), json.get('request')];
  if (typeof launchId !== 'string') return undefined;
  const amount = (name: string): number => {
    const value = isJsonObject(request) ? request.get(name) : undefined;
    return typeof value === 'number' ? value : 0;
  };
  return {
    launchId,
    session: typeof session === 'string' ? session : undefined,
    request: { cpus: amount('cpus'), gpus: amount('gpus'), memoryBytes: amount('memoryBytes') },
  };
}
