import type { ResourceRequest } from '../client/ray-endpoints.js';
import type { ClusterView } from './cluster-poll.js';
import { hasRoom, type PlacedJob, usedByOthers } from './node-capacity.js';

/** How long the head may go on counting what a job had that has ended, in milliseconds. */
const countedAfterMs = 15_000;

/** Lets as many jobs be submitted as can start, first come, first served. */
export interface SlotQueue {
  /** Resolves once a job may be submitted; an abort of the signal takes it out of the queue and rejects. */
  enter(id: string, request: ResourceRequest, signal: AbortSignal): Promise<void>;
  /** Counts a job that an earlier process submitted. */
  adopt(id: string, request: ResourceRequest): void;
  /** A job has ended, or will not be submitted after all. */
  leave(id: string): void;
  /** Looks anew who may come, by what the head says. */
  update(view: ClusterView): void;
}

interface Member {
  readonly request: ResourceRequest;
  nodeId: string | undefined;
  endedAtMs: number | undefined;
}

interface Waiting {
  readonly id: string;
  readonly request: ResourceRequest;
  readonly admit: () => void;
}

export function createSlotQueue(now: () => Date): SlotQueue {
  const members = new Map<string, Member>();
  const waiting: Waiting[] = [];
  let view: ClusterView | undefined;

  function placed(include: (member: Member) => boolean): readonly PlacedJob[] {
    return [...members.values()].filter(include);
  }

  function admitWhoFits(): void {
    if (view === undefined) return;
    const others = usedByOthers(
      view.usage,
      placed(() => true),
    );
    for (let next = waiting[0]; next !== undefined; next = waiting[0]) {
      const active = placed(({ endedAtMs }) => endedAtMs === undefined);
      if (!hasRoom(view.nodes, others, active, next.request)) return;
      waiting.shift();
      members.set(next.id, { request: next.request, nodeId: undefined, endedAtMs: undefined });
      next.admit();
    }
  }

  return {
    async enter(id, request, signal) {
      signal.throwIfAborted();
      await new Promise<void>((resolve, reject) => {
        const entry: Waiting = { id, request, admit };
        const abort = (): void => {
          waiting.splice(waiting.indexOf(entry), 1);
          reject(signal.reason);
        };
        function admit(): void {
          signal.removeEventListener('abort', abort);
          resolve();
        }
        signal.addEventListener('abort', abort, { once: true });
        waiting.push(entry);
        admitWhoFits();
      });
    },
    adopt(id, request) {
      if (!members.has(id)) members.set(id, { request, nodeId: undefined, endedAtMs: undefined });
    },
    leave(id) {
      const member = members.get(id);
      if (member === undefined) return;
      member.endedAtMs ??= now().getTime();
      admitWhoFits();
    },
    update(next) {
      view = next;
      const forgetBefore = now().getTime() - countedAfterMs;
      for (const [id, member] of members) {
        member.nodeId ??= next.jobs.get(id)?.nodeId;
        if (member.endedAtMs !== undefined && member.endedAtMs < forgetBefore) members.delete(id);
      }
      admitWhoFits();
    },
  };
}
