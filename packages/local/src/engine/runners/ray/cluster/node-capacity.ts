import type { RayNode } from '../client/ray-answers.js';
import type { ResourceRequest } from '../client/ray-endpoints.js';

/** Amounts of what a scheduler counts. */
export type Amounts = Pick<RayNode, 'cpus' | 'gpus' | 'memoryBytes'>;

/** A job of ours that asks for something, or has it. */
export interface PlacedJob {
  readonly request: ResourceRequest;
  /** Where it runs; `undefined` while it waits for a node, or that is not known yet. */
  readonly nodeId: string | undefined;
}

export const nothing: Amounts = { cpus: 0, gpus: 0, memoryBytes: 0 };

/** Whether a node could hold a job if it had nothing else to do. */
export function canHold(node: Amounts, request: ResourceRequest): boolean {
  return node.cpus >= request.cpus && node.gpus >= request.gpus && node.memoryBytes >= request.memoryBytes;
}

/**
 * Whether a further job would start at once: Ray has no queue to speak of, and fails what waits for too long. Jobs of ours
 * that wait for a node come before it.
 * @param others what others use of each node, by its id
 */
export function hasRoom(
  nodes: readonly RayNode[],
  others: ReadonlyMap<string, Amounts>,
  ours: readonly PlacedJob[],
  next: ResourceRequest,
): boolean {
  const free = new Map(nodes.map((node) => [node.id, less(node, others.get(node.id) ?? nothing)]));
  for (const { request, nodeId } of ours) {
    const node = nodeId === undefined ? undefined : free.get(nodeId);
    if (nodeId !== undefined && node !== undefined) free.set(nodeId, less(node, request));
  }
  const isPlaced = (request: ResourceRequest): boolean => {
    const place = [...free].find(([, amounts]) => canHold(amounts, request));
    if (place !== undefined) free.set(place[0], less(place[1], request));
    return place !== undefined;
  };
  return ours.every(({ request, nodeId }) => nodeId !== undefined || isPlaced(request)) && isPlaced(next);
}

/**
 * What others use of each node: what is in use less what jobs of ours use, or used a moment ago, as the head counts some
 * seconds late. So it is less than that while jobs of ours come and go, and never more.
 */
export function usedByOthers(
  usage: ReadonlyMap<string, Amounts>,
  ours: readonly PlacedJob[],
): ReadonlyMap<string, Amounts> {
  return new Map(
    [...usage].map(([id, used]) => {
      const here = ours.filter(({ nodeId }) => nodeId === id).map(({ request }) => request);
      return [id, atLeastNothing(here.reduce(less, used))];
    }),
  );
}

/** What all nodes have together, or what is in use on all of them. */
export function sumOf(amounts: Iterable<Amounts>): Amounts {
  const plus = (a: Amounts, b: Amounts): Amounts => less(a, less(nothing, b));
  return [...amounts].reduce(plus, nothing);
}

function less(a: Amounts, b: Amounts): Amounts {
  return { cpus: a.cpus - b.cpus, gpus: a.gpus - b.gpus, memoryBytes: a.memoryBytes - b.memoryBytes };
}

function atLeastNothing({ cpus, gpus, memoryBytes }: Amounts): Amounts {
  return { cpus: Math.max(0, cpus), gpus: Math.max(0, gpus), memoryBytes: Math.max(0, memoryBytes) };
}
