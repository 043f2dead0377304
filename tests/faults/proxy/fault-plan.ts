import { endlessPages } from './endless-pages.js';
import type { Exchange } from './exchange.js';
import type { Fault } from './fault.js';
import { lostConnections } from './lost-connections.js';
import { redirects } from './redirects.js';
import { refusals } from './refusals.js';
import { delays, spoiledBodies } from './spoiled-bodies.js';

/** Everything that the proxy does to a request, by the name that the report shows. */
export const faults: readonly Fault[] = [
  ...delays,
  ...refusals,
  ...lostConnections,
  ...spoiledBodies,
  ...redirects,
  ...endlessPages,
];

/** What may happen to the requests of one call. */
export interface FaultPlan {
  /** The share of its requests that meet a fault, from 0 to 1. */
  readonly rate: number;
  /** Whether the answer is the bytes of files, in which not every fault can be seen. */
  readonly readsBytes: boolean;
  /** Only these faults; all of them where it is left out. */
  readonly only?: readonly string[] | undefined;
}

/** Requests whose answer is the content of a file. */
function asksForBytes({ path }: Exchange): boolean {
  return /\/get-artifact\b|\/mlflow-artifacts\/|\/content\b|\/artifacts\/content|[?&]sig=/.test(path);
}

/** Decides what happens to a request: a fault, or `undefined` for none. */
export function chooseFault(exchange: Exchange, { rate, readsBytes, only }: FaultPlan): Fault | undefined {
  const { random } = exchange;
  if (!random.chance(rate)) return undefined;
  const isBlind = readsBytes && asksForBytes(exchange);
  const fitting = faults.filter(
    ({ name, fits, isSeenInBytes }) =>
      (only?.includes(name) ?? true) && (fits?.(exchange) ?? true) && !(isBlind && isSeenInBytes === false),
  );
  return fitting.length === 0 ? undefined : random.pick(fitting);
}
