import { getEventListeners } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import type { FaultProxy } from '../proxy/start-fault-proxy.js';
import type { TimerWatch } from './timer-watch.js';
import type { ViolationKind } from './violation.js';

/** How long a request that was given up may still be seen on the other end of its connection. */
const graceMs = 5_000;

/** Where a call that has ended may have left something. */
export interface CallPlaces {
  readonly id: string;
  readonly proxy: FaultProxy;
  readonly timers: TimerWatch;
  /** The signal that the call was given. */
  readonly signal: AbortSignal;
}

/** Looks for what a call left behind, and forgets the call. */
export async function callRemains({ id, proxy, timers, signal }: CallPlaces): Promise<[ViolationKind, string][]> {
  const isBusy = (): boolean => proxy.underWay(id) > 0 || timers.left(id) > 0;
  for (let waited = 0; waited < graceMs && isBusy(); waited += 5) await delay(5);
  const requests = proxy.end(id);
  const remains: [ViolationKind, number, string][] = [
    ['leaked timers', timers.left(id), 'timers are left'],
    ['leaked sockets', requests.length, `requests are under way: ${requests.join(', ')}`],
    ['leaked listeners', getEventListeners(signal, 'abort').length, 'listeners of the signal are left'],
  ];
  timers.forget(id);
  return remains.flatMap(([kind, count, what]) => (count === 0 ? [] : [[kind, `${count} ${what}`]]));
}
