import { gzipSync } from 'node:zlib';
import { type Exchange, madeUp, sendAnswer, withHeader } from './exchange.js';
import type { Fault } from './fault.js';
import { pause } from './pause.js';

const signInPage = '<!doctype html><html><title>Sign in</title><form action="/login"></form></html>';

async function dribble(exchange: Exchange, pieces: number, pauseMs: number): Promise<void> {
  const { response, signal } = exchange;
  const { status, headers, body } = await exchange.forward();
  response.writeHead(status, [...headers, ['content-length', String(body.length)]].flat());
  const size = Math.max(1, Math.ceil(body.length / pieces));
  for (let at = 0; at < body.length && !signal.aborted; at += size) {
    response.write(body.subarray(at, at + size));
    await pause(pauseMs, signal);
  }
  response.end();
}

/** Answers that say that all is well and are something else, and right ones in an unusual form. */
export const spoiledBodies: readonly Fault[] = [
  {
    name: '200, HTML page',
    isSeenInBytes: false,
    inject: (exchange) => sendAnswer(exchange, madeUp(200, 'text/html', signInPage)),
  },
  {
    name: '200, HTML that is said to be JSON',
    isSeenInBytes: false,
    inject: (exchange) => sendAnswer(exchange, madeUp(200, 'application/json', signInPage)),
  },
  {
    name: '200, empty',
    isSeenInBytes: false,
    inject: (exchange) => sendAnswer(exchange, madeUp(200, 'application/json', '')),
  },
  {
    name: '204',
    inject: ({ response }) => {
      response.writeHead(204);
      response.end();
    },
  },
  {
    name: 'wrong content type',
    inject: async (exchange) => {
      const type = exchange.random.pick(['text/html', 'image/png', 'application/json; charset=utf-16', 'nonsense']);
      sendAnswer(exchange, withHeader(await exchange.forward(), 'content-type', type));
    },
  },
  {
    name: 'gzip that is none',
    inject: async (exchange) => sendAnswer(exchange, withHeader(await exchange.forward(), 'content-encoding', 'gzip')),
  },
  {
    name: 'gzip',
    inject: async (exchange) => {
      const answer = await exchange.forward();
      sendAnswer(exchange, { ...withHeader(answer, 'content-encoding', 'gzip'), body: gzipSync(answer.body) });
    },
  },
  { name: 'dribbled body', inject: (exchange) => dribble(exchange, 12, exchange.random.pick([1, 5])) },
  {
    name: 'body that stalls',
    inject: async (exchange) => {
      const { response, random, signal } = exchange;
      const { status, headers, body } = await exchange.forward();
      response.writeHead(status, [...headers, ['content-length', String(body.length)]].flat());
      response.write(body.subarray(0, random.integer(body.length)));
      await pause(120_000, signal);
    },
  },
];

/** What a healthy network does, too. */
export const delays: readonly Fault[] = [
  {
    name: 'latency',
    inject: async (exchange) => {
      await pause(exchange.random.integer(60), exchange.signal);
      sendAnswer(exchange, await exchange.forward());
    },
  },
  {
    name: 'wrong clock',
    inject: async (exchange) => {
      const { random } = exchange;
      const date = random.pick(['Thu, 01 Jan 1970 00:00:00 GMT', 'Fri, 31 Dec 2100 23:59:59 GMT', 'yesterday']);
      const answer = random.chance(0.5)
        ? await exchange.forward()
        : withHeader(madeUp(429, undefined, ''), 'retry-after', date);
      sendAnswer(exchange, withHeader(answer, 'date', date));
    },
  },
];
