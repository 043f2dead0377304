import { type RunKey, runIdentity } from '../storage/run-key.js';
import type { EngineContext } from './engine-context.js';
import type { ActiveSweep } from './sweep/active-sweep.js';
import { runPersistently } from './sweep/run-persistently.js';
import type { Sweep } from './sweep/sweep.js';
import type { TrialsAtShutDown } from './sweep/sweep-controls.js';

/** The sweeps that are on their way in this process. */
export interface ActiveSweeps {
  find(key: RunKey): ActiveSweep | undefined;
  /** The sweep that a run could be a trial of, by its id. */
  findByTrial(key: RunKey): ActiveSweep | undefined;
  start(sweep: Sweep): void;
  /** Whether `close` was called. */
  isClosed(): boolean;
  /** Resolves once no sweep is active. */
  whenIdle(): Promise<void>;
  /** Shuts all sweeps down. Resolves once nothing of them runs, or is followed here. */
  close(trials: TrialsAtShutDown): Promise<void>;
}

export interface ActiveSweepsOptions {
  /** How long a sweep waits before it is recovered where the store could not be written, in ms. Default 5000. */
  readonly storeWaitMs?: number | undefined;
  /** Is called where a sweep cannot go on because the store or the disk fails. */
  readonly onError?: ((error: unknown, run: RunKey) => void) | undefined;
}

/** Keeps track of sweeps, and passes on to them what their trials log. */
export function createActiveSweeps(context: EngineContext, options: ActiveSweepsOptions): ActiveSweeps {
  const active = new Map<string, ActiveSweep>();
  let isClosed = false;

  const find: ActiveSweeps['find'] = (key) => active.get(runIdentity(key));
  const findByTrial: ActiveSweeps['findByTrial'] = ({ scope, runId }) => {
    const end = runId.lastIndexOf('_');
    return end < 0 ? undefined : find({ scope, runId: runId.slice(0, end) });
  };
  const allEnded = (): Promise<unknown> => Promise.allSettled([...active.values()].map((sweep) => sweep.ended));

  const unsubscribe = context.store.subscribe((change) => {
    if (change.kind === 'metrics-logged') findByTrial(change.key)?.metricsLogged(change.key.runId, change.rows);
  });

  return {
    find,
    findByTrial,
    start(sweep) {
      const id = runIdentity(sweep);
      const onFailure = (error: unknown): void => options.onError?.(error, sweep);
      const running = runPersistently(context, sweep, { onFailure, waitMs: options.storeWaitMs });
      active.set(id, running);
      void running.ended.catch(onFailure).finally(() => {
        if (active.get(id) === running) active.delete(id);
      });
    },
    isClosed: () => isClosed,
    async whenIdle() {
      while (active.size > 0) await allEnded();
    },
    async close(trials) {
      isClosed = true;
      for (const sweep of active.values()) sweep.shutDown(trials);
      await allEnded();
      unsubscribe();
    },
  };
}
