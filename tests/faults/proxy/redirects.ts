import { type Exchange, madeUp, sendAnswer, withHeader } from './exchange.js';
import type { Fault } from './fault.js';

/** The first segment of a path that leads back to itself for ever, or only past the faults. */
export const loopMark = '/fault-loop';
export const passMark = '/fault-pass';

/** Sends a client somewhere else. */
export function redirect(exchange: Exchange, target: string | undefined): void {
  const answer = madeUp(exchange.random.pick([301, 302, 303, 307, 308]), undefined, '');
  sendAnswer(exchange, target === undefined ? answer : withHeader(answer, 'location', target));
}

/** Redirects: to the answer, in circles, to nowhere, and to a place that must never see a token. */
export const redirects: readonly Fault[] = [
  { name: 'redirect to the answer', inject: (exchange) => redirect(exchange, passMark + exchange.path) },
  { name: 'redirect to itself', inject: (exchange) => redirect(exchange, loopMark + exchange.path) },
  {
    name: 'redirect elsewhere',
    inject: (exchange) => {
      const { otherAddress, path, random } = exchange;
      redirect(exchange, random.pick([otherAddress, otherAddress.replace('http:', '')]) + path);
    },
  },
  { name: 'redirect without an address', inject: (exchange) => redirect(exchange, undefined) },
];
