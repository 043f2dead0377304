import { AsyncLocalStorage, createHook } from 'node:async_hooks';

/** Knows of each call the timers that it started and that still keep the process alive. */
export interface TimerWatch {
  /** Runs work whose timers are told apart by `id`. */
  readonly run: <Result>(id: string, work: () => Promise<Result>) => Promise<Result>;
  /** How many timers of a call are left. */
  readonly left: (id: string) => number;
  readonly forget: (id: string) => void;
  readonly stop: () => void;
}

/** Watches timers through the runtime's own hooks, so that none is missed, whoever starts it. */
export function watchTimers(): TimerWatch {
  const current = new AsyncLocalStorage<string>();
  const timers = new Map<string, Map<number, WeakRef<object>>>();
  const owners = new Map<number, string>();
  const hook = createHook({
    init(asyncId, type, _, resource) {
      const id = type === 'Timeout' ? current.getStore() : undefined;
      if (id === undefined) return;
      owners.set(asyncId, id);
      timers.get(id)?.set(asyncId, new WeakRef(resource));
    },
    destroy(asyncId) {
      const id = owners.get(asyncId);
      if (id === undefined) return;
      owners.delete(asyncId);
      timers.get(id)?.delete(asyncId);
    },
  }).enable();
  return {
    run(id, work) {
      timers.set(id, new Map());
      return current.run(id, work);
    },
    left: (id) => [...(timers.get(id)?.values() ?? [])].filter((timer) => keepsAlive(timer.deref())).length,
    forget: (id) => void timers.delete(id),
    stop: () => void hook.disable(),
  };
}

/** Timers of the runtime's own connection pool do not keep the process alive, and belong to no call. */
function keepsAlive(timer: object | undefined): boolean {
  if (timer === undefined || !('hasRef' in timer) || typeof timer.hasRef !== 'function') return false;
  return timer.hasRef() === true;
}
