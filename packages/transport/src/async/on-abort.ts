interface Hub {
  readonly listeners: Set<() => void>;
  readonly fire: () => void;
}

const hubs = new WeakMap<AbortSignal, Hub>();

function openHub(signal: AbortSignal): Hub {
  const listeners = new Set<() => void>();
  const hub = { listeners, fire: () => [...listeners].forEach((listener) => listener()) };
  signal.addEventListener('abort', hub.fire, { once: true });
  hubs.set(signal, hub);
  return hub;
}

/**
 * Calls back when a signal aborts that has not yet. However many wait for one signal, it carries one listener: runtimes
 * warn of a leak when dozens of requests listen for themselves.
 * @returns what takes the call back again; with the last one the listener goes
 */
export function onAbort(signal: AbortSignal, listener: () => void): () => void {
  const hub = hubs.get(signal) ?? openHub(signal);
  // Its own function, so that the same listener given twice is called twice.
  const own = (): void => listener();
  hub.listeners.add(own);
  return () => {
    if (!hub.listeners.delete(own) || hub.listeners.size > 0) return;
    signal.removeEventListener('abort', hub.fire);
    if (hubs.get(signal) === hub) hubs.delete(signal);
  };
}
