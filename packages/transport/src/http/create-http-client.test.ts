import { getEventListeners } from 'node:events';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { describe, expect, it } from 'vitest';
import { quickRetry } from '../__fixtures__/open-test-backend.js';
import { closedAddress, startTestServer, type TestAnswer } from '../__fixtures__/start-test-server.js';
import { createHttpClient } from './create-http-client.js';
import { HttpTimeout } from './patience/http-timeout.js';
import { type RetryOptions, toRetryPolicy } from './patience/retry-policy.js';
import type { HttpRequest } from './requests/http-request.js';

function clientWith(retry: RetryOptions = {}) {
  return createHttpClient({ fetch: globalThis.fetch, retry: toRetryPolicy({ ...quickRetry, ...retry }) });
}

function request(url: string, changes: Partial<HttpRequest> = {}): HttpRequest {
  return { method: 'GET', url, headers: {}, isSafeToRepeat: true, ...changes };
}

/** Answers one after the other; the last one again and again. */
function inTurn(...answers: TestAnswer[]): () => TestAnswer {
  let at = 0;
  return () => answers[Math.min(at++, answers.length - 1)] ?? 'never answer';
}

describe('the HTTP client', () => {
  it.each([408, 429, 500, 502, 503, 504])('asks again after a %i', async (status) => {
    const server = await startTestServer(inTurn({ status }, { status }, { body: 'good' }));
    expect((await clientWith()(request(server.address))).text).toBe('good');
    expect(server.requests).toHaveLength(3);
  });

  it.each([400, 401, 403, 404, 409, 501, 302])('takes a %i for the answer', async (status) => {
    const server = await startTestServer(inTurn({ status }, { body: 'good' }));
    expect((await clientWith()(request(server.address))).response.status).toBe(status);
    expect(server.requests).toHaveLength(1);
  });

  it.each(['drop the connection', 'drop the body'] as const)('asks again where services %s', async (fault) => {
    const server = await startTestServer(inTurn(fault, { body: 'good' }));
    expect((await clientWith()(request(server.address))).text).toBe('good');
    expect(server.requests).toHaveLength(2);
  });

  it('sends the body of a POST again that is safe to repeat', async () => {
    const server = await startTestServer(inTurn({ status: 503 }, 'drop the connection', { body: 'good' }));
    await clientWith()(request(server.address, { method: 'POST', body: '{"a":1}' }));
    expect(server.requests.map(({ body }) => body)).toEqual(['{"a":1}', '{"a":1}', '{"a":1}']);
  });

  it('sends once what is not safe to repeat', async () => {
    const failing = await startTestServer(inTurn({ status: 503 }));
    const post = { method: 'POST', body: 'x', isSafeToRepeat: false } as const;
    expect((await clientWith()(request(failing.address, post))).response.status).toBe(503);
    expect(failing.requests).toHaveLength(1);
    const dropping = await startTestServer(inTurn('drop the connection'));
    await expect(clientWith()(request(dropping.address, post))).rejects.toThrow(TypeError);
    expect(dropping.requests).toHaveLength(1);
  });

  it('returns the last failure, with its body, once the time is up', async () => {
    const server = await startTestServer(inTurn({ status: 503, body: 'still down' }));
    const { response, text } = await clientWith({ budgetMs: 100 })(request(server.address));
    expect(response.status).toBe(503);
    expect(text).toBe('still down');
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it('sends once where there is no time for repeating', async () => {
    const server = await startTestServer(inTurn({ status: 503 }));
    await clientWith()(request(server.address, { retryBudgetMs: 0 }));
    await clientWith({ budgetMs: 0 })(request(server.address));
    expect(server.requests).toHaveLength(2);
  });

  it.each([
    ['seconds', () => '1'],
    ['a date', () => new Date(Date.now() + 2000).toUTCString()],
  ])('waits as long as Retry-After asks for in %s', async (_form, retryAfter) => {
    const times: number[] = [];
    const answers = inTurn({ status: 429, headers: { 'retry-after': retryAfter() } }, { body: 'good' });
    const server = await startTestServer(() => {
      times.push(Date.now());
      return answers();
    });
    await clientWith({ budgetMs: 10_000 })(request(server.address));
    expect((times[1] ?? 0) - (times[0] ?? 0)).toBeGreaterThanOrEqual(900);
  });

  it('does not wait for a Retry-After beyond its time', async () => {
    const server = await startTestServer(inTurn({ status: 429, headers: { 'retry-after': '3600' } }));
    expect((await clientWith()(request(server.address))).response.status).toBe(429);
    expect(server.requests).toHaveLength(1);
  });

  it('gives an address up soon that takes no connection, and one that fetch itself refuses', async () => {
    const client = clientWith({ budgetMs: 600_000, connectBudgetMs: 20 });
    await expect(client(request(await closedAddress()))).rejects.toThrow(TypeError);
    await expect(client(request('http://127.0.0.1:1/'))).rejects.toThrow(TypeError);
  });

  it('stops at once when aborted: before sending, while waiting for an answer, and between two attempts', async () => {
    const reason = new Error('enough');
    const server = await startTestServer(({ url }) => (url === '/silent' ? 'never answer' : { status: 503 }));
    const client = clientWith({ firstDelayMs: 60_000, maxDelayMs: 60_000, budgetMs: 600_000 });

    await expect(client(request(server.address, { signal: AbortSignal.abort(reason) }))).rejects.toBe(reason);
    expect(server.requests).toHaveLength(0);

    for (const path of ['/silent', '/failing']) {
      const { signal, abort } = abortable();
      const outcome = client(request(server.address + path, { signal }));
      await expect.poll(() => server.requests.some(({ url }) => url === path)).toBe(true);
      abort(reason);
      await expect(outcome).rejects.toBe(reason);
      expect(getEventListeners(signal, 'abort')).toHaveLength(0);
    }
  });

  it('leaves no listener on the signal of many finished requests', async () => {
    const server = await startTestServer(inTurn({ status: 503 }, { body: 'good' }));
    const { signal } = new AbortController();
    for (let count = 0; count < 5; count += 1) await clientWith()(request(server.address, { signal }));
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  it('stops waiting for a fetch that does not know signals', async () => {
    const reason = new Error('enough');
    const deaf = createHttpClient({ fetch: () => new Promise(() => undefined), retry: toRetryPolicy(quickRetry) });
    const { signal, abort } = abortable();
    const outcome = deaf(request('http://127.0.0.1/', { signal }));
    abort(reason);
    await expect(outcome).rejects.toBe(reason);
  });

  it('ends an attempt that takes too long, its body included', async () => {
    const server = await startTestServer(inTurn('never answer'));
    const client = clientWith({ attemptTimeoutMs: 20, budgetMs: 500 });
    await expect(client(request(server.address))).rejects.toThrow(HttpTimeout);
    expect(server.requests.length).toBeGreaterThan(1);
  });

  it.each([
    ['the end of its time', 300],
    ['an abort', 0],
  ])(
    'closes the connection of a second attempt at %s, also after a garbage collection',
    async (end, attemptTimeoutMs) => {
      const server = await startTestServer(inTurn('never answer'));
      const attempts = new Map<string, number>();
      let waiting = 0;
      let closed = 0;
      /** Fails at once the first time, and then waits for an answer that never comes. */
      const failing: typeof fetch = async (input, init) => {
        const name = new Headers(init?.headers).get('x-request') ?? '';
        const attempt = (attempts.get(name) ?? 0) + 1;
        attempts.set(name, attempt);
        if (attempt === 1) return new Response('', { status: 503 });
        if (attempt === 2) waiting += 1;
        return fetch(input, init).finally(() => {
          if (attempt === 2) closed += 1;
        });
      };
      const retry = toRetryPolicy({ ...quickRetry, budgetMs: 60_000, attemptTimeoutMs });
      const client = createHttpClient({ fetch: failing, retry });
      const { signal, abort } = abortable();
      const outcomes = Array.from({ length: 20 }, (_, at) =>
        client(request(server.address, { signal, headers: { 'x-request': String(at) } })).catch(() => undefined),
      );
      await expect.poll(() => waiting, { timeout: 20_000 }).toBe(20);
      for (let turns = 0; turns < 5; turns += 1) await collectGarbage();
      if (end === 'an abort') abort(new Error('enough'));
      await expect.poll(() => closed, { timeout: 20_000 }).toBe(20);
      abort(new Error('enough'));
      await Promise.all(outcomes);
    },
  );

  it('hands a streamed body over before it has ended', async () => {
    const server = await startTestServer(inTurn('drop the body'));
    const { response } = await clientWith()(request(server.address, { isStreamed: true }));
    expect(response.status).toBe(200);
    await expect(response.text()).rejects.toThrow('terminated');
    expect(server.requests).toHaveLength(1);
  });
});

setFlagsFromString('--expose-gc');
const gc: unknown = runInNewContext('gc');

async function collectGarbage(): Promise<void> {
  if (typeof gc === 'function') gc();
  await new Promise((resolve) => setImmediate(resolve));
}

function abortable(): { signal: AbortSignal; abort: (reason: unknown) => void } {
  const controller = new AbortController();
  return { signal: controller.signal, abort: (reason) => controller.abort(reason) };
}
