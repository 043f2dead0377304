import { type Exchange, madeUp, sendAnswer, type UpstreamAnswer, withHeader } from './exchange.js';
import type { Fault } from './fault.js';

/** What gateways and services say with a failure. Some repeat the request's headers, token and all. */
function failureOf(exchange: Exchange, status: number): UpstreamAnswer {
  const token = exchange.headers.authorization ?? 'no token';
  return exchange.random.pick([
    madeUp(status, 'text/html', `<!doctype html><html><h1>${status}</h1><p>gateway</p></html>`),
    madeUp(status, undefined, ''),
    madeUp(status, 'application/json', JSON.stringify({ error: { code: 'Failed', message: `sent was ${token}` } })),
    madeUp(status, 'application/json', JSON.stringify({ error_code: 'INTERNAL_ERROR', message: `sent was ${token}` })),
    madeUp(status, 'text/plain', `refused, sent was ${token}`),
  ]);
}

function refusal(status: number): Fault {
  return { name: String(status), inject: (exchange) => sendAnswer(exchange, failureOf(exchange, status)) };
}

/** Not the service's own words for a run that is not there: what stands in between knows nothing of runs. */
const notFoundPages: readonly Fault[] = [
  {
    name: '404, HTML page',
    inject: (exchange) => sendAnswer(exchange, madeUp(404, 'text/html', '<html><h1>Not Found</h1></html>')),
  },
  { name: '404, empty', inject: (exchange) => sendAnswer(exchange, madeUp(404, undefined, '')) },
  {
    name: "404, a gateway's JSON",
    inject: (exchange) =>
      sendAnswer(exchange, madeUp(404, 'application/json', '{"message":"no Route matched with those values"}')),
  },
];

/** Every form of `Retry-After`, right ones and wrong ones. */
const retryAfterForms: readonly (readonly [string, (exchange: Exchange) => string | undefined])[] = [
  ['seconds', ({ random }) => random.pick(['1', '2', '59'])],
  ['0', () => '0'],
  ['negative', () => '-1'],
  ['float', ({ random }) => random.pick(['0.01', '0.5', '1e-2'])],
  ['hex', () => '0x5'],
  ['a date in the past', () => new Date(Date.now() - 3_600_000).toUTCString()],
  ['a date to come', ({ random }) => new Date(Date.now() + random.pick([1000, 3_600_000])).toUTCString()],
  ['text', ({ random }) => random.pick(['soon', 'NaN', 'Infinity', '1 s', '\u00e4'])],
  ['huge', ({ random }) => random.pick(['1e9', '100000000000000000000', 'Fri, 31 Dec 9999 23:59:59 GMT'])],
  ['missing', () => undefined],
];

const throttlings: readonly Fault[] = retryAfterForms.map(([form, valueOf]) => ({
  name: `429, Retry-After ${form}`,
  inject: (exchange) => {
    const value = valueOf(exchange);
    const answer = failureOf(exchange, 429);
    sendAnswer(exchange, value === undefined ? answer : withHeader(answer, 'retry-after', value));
  },
}));

/** Answers that refuse, from the service's own to those of whatever stands before it. */
export const refusals: readonly Fault[] = [
  ...[401, 403, 408, 500, 502, 503, 504].map(refusal),
  {
    name: '502, HTML page',
    inject: (exchange) => sendAnswer(exchange, madeUp(502, 'text/html', '<html><h1>Bad Gateway</h1></html>')),
  },
  ...throttlings,
  ...notFoundPages,
];
