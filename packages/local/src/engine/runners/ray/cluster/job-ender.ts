import type { RayClient } from '../client/ray-client.js';
import type { ClusterPoll, ClusterView } from './cluster-poll.js';

/** Ends jobs for good: Ray accepts to stop a job that waits, does nothing, and runs it later. */
export interface JobEnder {
  /**
   * Asks for a job to be ended, and again until it has. Resolves once it was asked for the first time.
   * @throws BackendError where the head cannot be asked; then nothing is asked again
   */
  end(id: string): Promise<void>;
}

/** @param againMs how long it is waited before a job is asked again, in milliseconds */
export function createJobEnder(client: RayClient, poll: ClusterPoll, againMs: number, now: () => Date): JobEnder {
  /** When each job was asked last, in milliseconds. */
  const asked = new Map<string, number>();
  let stopListening: (() => void) | undefined;

  function look(view: ClusterView | undefined): void {
    if (view === undefined) return;
    for (const [id, askedMs] of asked) {
      const status = view.jobs.get(id)?.status;
      const isActive = status === 'PENDING' || status === 'RUNNING';
      const wasThere = view.askedTime.getTime() > askedMs;
      if (!isActive && wasThere) asked.delete(id);
      if (!isActive || now().getTime() - askedMs < againMs) continue;
      asked.set(id, now().getTime());
      client.stop(id).catch(() => undefined);
    }
    if (asked.size > 0) return;
    stopListening?.();
    stopListening = undefined;
  }

  return {
    async end(id) {
      await client.stop(id);
      asked.set(id, now().getTime());
      stopListening ??= poll.listen(look);
    },
  };
}
