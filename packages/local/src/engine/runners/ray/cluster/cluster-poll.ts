import { setTimeout as delay } from 'node:timers/promises';
import { BackendError } from '@hyperdrive-run/core';
import type { CallOptions } from '@hyperdrive-run/core/ports';
import type { RayJob, RayNode } from '../client/ray-answers.js';
import type { RayClient } from '../client/ray-client.js';
import type { Amounts } from './node-capacity.js';

const noUsage: ReadonlyMap<string, Amounts> = new Map();

/** What a head said at one time. */
export interface ClusterView {
  readonly session: string;
  readonly rayVersion: string;
  /** All jobs of this session, by their id. */
  readonly jobs: ReadonlyMap<string, RayJob>;
  readonly nodes: readonly RayNode[];
  readonly usage: ReadonlyMap<string, Amounts>;
  /** When it was asked: it knows all that was submitted before. */
  readonly askedTime: Date;
}

/** Asks a head all that is followed, again and again while somebody listens. */
export interface ClusterPoll {
  /** Calls `listener` after each time that the head was asked, with its answer, or with why there is none. */
  listen(listener: (view: ClusterView | undefined, error: unknown) => void): () => void;
  /** Asks now, once. */
  ask(options?: CallOptions): Promise<ClusterView>;
}

export interface ClusterPollOptions {
  /** How long it is waited between two times, in milliseconds; longer where the head cannot be reached. */
  readonly intervalMs: number;
  readonly now: () => Date;
  /** Is called with each answer, before those who listen. */
  readonly onView: (view: ClusterView) => void;
}

export function createClusterPoll(client: RayClient, { intervalMs, now, onView }: ClusterPollOptions): ClusterPoll {
  const listeners = new Set<(view: ClusterView | undefined, error: unknown) => void>();
  let isPolling = false;

  async function ask(options: CallOptions = {}): Promise<ClusterView> {
    const askedTime = now();
    const [{ session, rayVersion }, jobs, nodes, usage] = await Promise.all([
      client.version(options),
      client.jobs(options),
      client.nodes(options),
      // Other versions of Ray may count otherwise: then nobody else is taken to use anything.
      client.usage(options).catch((error: unknown) => {
        if (BackendError.isInstance(error) && error.code === 'unexpected-answer') return noUsage;
        throw error;
      }),
    ]);
    const view = { session, rayVersion, jobs, nodes, usage, askedTime };
    onView(view);
    return view;
  }

  function tell(view: ClusterView | undefined, error: unknown): void {
    for (const listener of listeners) {
      try {
        listener(view, error);
      } catch {
        // The store cannot be read now. What was said is said again next time.
      }
    }
  }

  async function poll(): Promise<void> {
    isPolling = true;
    for (let failures = 0; listeners.size > 0; ) {
      try {
        const view = await ask();
        failures = 0;
        tell(view, undefined);
      } catch (error) {
        failures += 1;
        tell(undefined, error);
      }
      const waitMs = intervalMs * Math.min(2 ** failures, 10);
      // Nobody is kept from exiting by it.
      await delay(waitMs, undefined, { ref: false });
    }
    isPolling = false;
  }

  return {
    ask,
    listen(listener) {
      listeners.add(listener);
      if (!isPolling) void poll();
      return () => void listeners.delete(listener);
    },
  };
}
