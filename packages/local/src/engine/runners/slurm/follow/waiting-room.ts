/** How many jobs of a compute may wait in the cluster's queue at a time: the rest waits here, and costs nobody anything. */
export interface WaitingRoom {
  /** Resolves with what gives the place back, once there is one, or once the signal aborts: then it has none. */
  enter(signal: AbortSignal): Promise<() => void>;
  /** Takes a place for a job that is in the queue already. */
  join(): () => void;
}

export function createWaitingRoom(places: number): WaitingRoom {
  let taken = 0;
  const waiting: (() => void)[] = [];

  function join(): () => void {
    taken += 1;
    let isLeft = false;
    return () => {
      if (isLeft) return;
      isLeft = true;
      taken -= 1;
      while (taken < places && waiting.length > 0) waiting.shift()?.();
    };
  }

  return {
    join,
    enter: (signal) =>
      new Promise((resolve) => {
        const come = (): void => {
          signal.removeEventListener('abort', goAway);
          resolve(join());
        };
        const goAway = (): void => {
          waiting.splice(waiting.indexOf(come), 1);
          resolve(() => {});
        };
        if (signal.aborted) resolve(() => {});
        else if (taken < places) resolve(join());
        else {
          waiting.push(come);
          signal.addEventListener('abort', goAway, { once: true });
        }
      }),
  };
}
