/** Calls that come faster than they are let through. */
export interface Throttle {
  /** Asks for a call: now where the last one is long enough ago, else once as soon as it is. */
  request(): void;
  /** Gives up a call that is still to come. */
  stop(): void;
}

/** Lets `action` be called at most once an interval; of many requests inside one, the last is served at its end. */
export function createThrottle(intervalMs: number, action: () => void): Throttle {
  let last = Number.NEGATIVE_INFINITY;
  let timer: NodeJS.Timeout | undefined;
  const act = (): void => {
    timer = undefined;
    last = performance.now();
    action();
  };
  return {
    request() {
      if (timer !== undefined) return;
      const wait = last + intervalMs - performance.now();
      if (wait <= 0) act();
      else timer = setTimeout(act, wait);
    },
    stop() {
      clearTimeout(timer);
      timer = undefined;
    },
  };
}
