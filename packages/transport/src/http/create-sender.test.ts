import { BackendError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { foreignNotFound, openTestBackend, quickRetry, runsPrefix } from '../__fixtures__/open-test-backend.js';
import { closedAddress, startTestServer } from '../__fixtures__/start-test-server.js';

const run = { body: { runId: 'HD_1' } };

async function errorOf(outcome: Promise<unknown>): Promise<BackendError> {
  const error = await outcome.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (BackendError.isInstance(error)) return error;
  throw new Error(`No BackendError, but ${String(error)}`);
}

/** Everything that a person or a log may get to see of an error. */
function everythingIn(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return [error.message, error.stack, JSON.stringify(error), everythingIn(error.cause)].join('\n');
}

describe('sending', () => {
  it('carries the token, who asks, and an id of its own for each request', async () => {
    const server = await startTestServer(() => run);
    const backend = openTestBackend(server.address, { userAgentSuffix: 'my-tool/1.2' });
    await backend.getRun('HD_1');
    await backend.getRun('HD_1');
    const [first, second] = server.requests;
    expect(first?.headers.authorization).toBe('Bearer secret-token');
    expect(first?.headers['user-agent']).toBe('hyperdrive-run sdk_run_hyper_drive my-tool/1.2');
    expect(first?.headers['x-ms-client-request-id']).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(second?.headers['x-ms-client-request-id']).not.toBe(first?.headers['x-ms-client-request-id']);
  });

  it('sends no Authorization where there is no credential', async () => {
    const server = await startTestServer(() => run);
    await openTestBackend(server.address, { credential: undefined }).getRun('HD_1');
    expect(server.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it('takes a new token once after a 401, once for all who were refused', async () => {
    let count = 0;
    const server = await startTestServer(({ headers }) =>
      headers.authorization === 'Bearer t2' ? run : { status: 401 },
    );
    const backend = openTestBackend(server.address, { credential: () => `t${++count}` });
    await Promise.all(Array.from({ length: 8 }, () => backend.getRun('HD_1')));
    expect(count).toBe(2);
    await backend.getRun('HD_1');
    expect(count).toBe(2);
  });

  it('gives up after the second 401, and at once where the token cannot be replaced', async () => {
    const server = await startTestServer(() => ({ status: 401 }));
    let count = 0;
    const renewing = openTestBackend(server.address, { credential: () => `t${++count}` });
    expect(await errorOf(renewing.getRun('HD_1'))).toMatchObject({ code: 'not-authenticated', isRetryable: false });
    expect(server.requests).toHaveLength(2);
    expect((await errorOf(openTestBackend(server.address).getRun('HD_1'))).hint).toContain('credential');
    expect(server.requests).toHaveLength(3);
  });

  it('follows redirects of the same origin, with the token', async () => {
    const server = await startTestServer(({ url }) =>
      url === '/moved' ? run : { status: 302, headers: { location: '/moved' } },
    );
    expect((await openTestBackend(server.address).getRun('HD_1')).runId).toBe('HD_1');
    expect(server.requests[1]?.headers.authorization).toBe('Bearer secret-token');
  });

  it('follows no redirect to another origin, not even without the token', async () => {
    const other = await startTestServer(() => run);
    const server = await startTestServer(() => ({
      status: 307,
      headers: { location: `${other.address}/?sig=s3cret` },
    }));
    const error = await errorOf(openTestBackend(server.address).getRun('HD_1'));
    expect(error).toMatchObject({ code: 'unexpected-answer', message: expect.stringContaining(other.address) });
    expect(everythingIn(error)).not.toContain('s3cret');
    expect(other.requests).toHaveLength(0);
  });

  it.each([
    ['round in a circle', { status: 302, headers: { location: '/again' } }],
    ['nowhere', { status: 302 }],
  ])('ends with an error where redirects lead %s', async (_where, answer) => {
    const server = await startTestServer(() => answer);
    expect(await errorOf(openTestBackend(server.address).getRun('HD_1'))).toMatchObject({ code: 'unexpected-answer' });
    expect(server.requests.length).toBeLessThan(10);
  });

  it('does not turn a POST into a GET for a redirect', async () => {
    const server = await startTestServer(({ method }) =>
      method === 'GET' ? run : { status: 302, headers: { location: '/moved' } },
    );
    const error = await errorOf(openTestBackend(server.address).cancelRun('HD_1'));
    expect(error).toMatchObject({ code: 'unexpected-answer', message: expect.stringContaining('POST') });
  });
});

describe('failures', () => {
  it.each([
    [400, 'refused', false],
    [401, 'not-authenticated', false],
    [403, 'not-authorized', false],
    [404, 'run-not-found', false],
    [408, 'timed-out', true],
    [409, 'refused', false],
    [429, 'throttled', true],
    [500, 'service-failure', true],
    [501, 'service-failure', false],
    [503, 'service-failure', true],
  ])('turns a %i into %s, with what the service says', async (status, code, isRetryable) => {
    const body = { error: { code: 'UserError', message: 'It is so.' }, correlation: { request: 'rq-1' } };
    const server = await startTestServer(() => ({ status, body }));
    const backend = openTestBackend(server.address, { retry: { ...quickRetry, budgetMs: 0 } });
    const error = await errorOf(backend.getRun('HD_1'));
    expect(error).toMatchObject({
      code,
      isRetryable,
      status,
      serviceCode: 'UserError',
      requestId: 'rq-1',
      runId: 'HD_1',
    });
    expect(error.message).toContain('Run "HD_1"');
    expect(error.message).toContain('It is so.');
    expect(error.message).toContain(server.address);
  });

  it.each([
    ['{"code": 404, "message": "gone"}', { serviceCode: '404', requestId: 'from-header' }],
    ['{"error": null}', { serviceCode: undefined, requestId: 'from-header' }],
    ['<html>not here</html>', { serviceCode: undefined, requestId: 'from-header' }],
    ['', { serviceCode: undefined, requestId: 'from-header' }],
  ])('reads a failure whose body is %j', async (body, expected) => {
    const headers = { 'x-ms-request-id': 'from-header' };
    const server = await startTestServer(() => ({ status: 404, headers, body }));
    expect(await errorOf(openTestBackend(server.address).getRun('HD_1'))).toMatchObject(expected);
  });

  it.each(foreignNotFound)('does not take a 404 with %s for a run that is not there', async (_, body) => {
    const server = await startTestServer(() => ({ status: 404, body }));
    const error = await errorOf(openTestBackend(server.address).getRun('HD_1'));
    expect(error).toMatchObject({ code: 'unexpected-answer', status: 404, runId: 'HD_1' });
    expect(error.message).toContain("status 404 without the service's own words");
  });

  it('takes a word of the bare form that the hyperdrive service has for one', async () => {
    const server = await startTestServer(() => ({ status: 404, body: { code: 'NotFound', message: 'gone' } }));
    expect(await errorOf(openTestBackend(server.address).getRun('HD_1'))).toMatchObject({ code: 'run-not-found' });
  });

  it('shows neither token nor signed address, whatever the service echoes', async () => {
    const message = 'Token secret-token is bad for https://blob.example/f?sig=s3cret (Bearer other-secret)';
    const server = await startTestServer(() => ({ status: 400, body: { error: { message } } }));
    const shown = everythingIn(await errorOf(openTestBackend(server.address).getRun('HD_1')));
    for (const secret of ['secret-token', 's3cret', 'other-secret']) expect(shown).not.toContain(secret);
  });

  it('says which address could not be reached and how to start a service of this machine', async () => {
    const address = await closedAddress();
    const error = await errorOf(openTestBackend(address).getRun('HD_1'));
    expect(error).toMatchObject({ code: 'connection-failed', isRetryable: true });
    expect(error.message).toContain(address);
    expect(error.message).toContain('ECONNREFUSED');
    expect(error.hint).toContain('hyperdrive service start');
    expect(everythingIn(error)).not.toContain('secret-token');
  });

  it('names a lost connection and a time that ran out as such', async () => {
    const dropping = await startTestServer(() => 'drop the connection');
    const once = { ...quickRetry, budgetMs: 0 };
    expect(await errorOf(openTestBackend(dropping.address, { retry: once }).getRun('HD_1'))).toMatchObject({
      code: 'connection-failed',
    });
    const silent = await startTestServer(() => 'never answer');
    const hasty = { ...once, attemptTimeoutMs: 20 };
    const error = await errorOf(openTestBackend(silent.address, { retry: hasty }).getRun('HD_1'));
    expect(error).toMatchObject({ code: 'timed-out', isRetryable: true });
    expect(everythingIn(error)).not.toContain('secret-token');
  });

  it('rejects what cannot be read, and says where', async () => {
    const server = await startTestServer(() => ({ body: { runId: 7 } }));
    const error = await errorOf(openTestBackend(server.address).getRun('HD_1'));
    expect(error).toMatchObject({ code: 'unexpected-answer', message: expect.stringContaining('runId') });
  });

  it("passes an abort on as the signal's own reason", async () => {
    const server = await startTestServer(() => 'never answer');
    const controller = new AbortController();
    const reason = { why: 'enough' };
    const reading = openTestBackend(server.address).getRun('HD_1', { signal: controller.signal });
    await expect.poll(() => server.requests.length).toBe(1);
    expect(server.requests[0]?.url).toBe(`${runsPrefix}/runs/HD_1`);
    controller.abort(reason);
    await expect(reading).rejects.toBe(reason);
  });
});
