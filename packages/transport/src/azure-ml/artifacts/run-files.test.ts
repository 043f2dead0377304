import { BackendError } from '@hyperdrive-run/core';
import { describe, expect, it } from 'vitest';
import { everythingIn } from '../../__fixtures__/everything-in.js';
import {
  azureNotThere,
  collect,
  openTestBackend,
  quickRetry,
  workspacePrefix,
} from '../../__fixtures__/open-test-backend.js';
import { startTestServer } from '../../__fixtures__/start-test-server.js';

const artifacts = `/artifact/v2.0/${workspacePrefix}/artifacts`;

async function textOf(file: AsyncIterable<Uint8Array>): Promise<string> {
  return Buffer.concat(await collect(file)).toString('utf8');
}

describe('listing files', () => {
  it('follows the pages and names each file once', async () => {
    const server = await startTestServer(({ url }) =>
      url.includes('continuationToken')
        ? { body: { value: [{ path: 'b' }, { path: 'outputs/c d' }] } }
        : { body: { value: [{ path: 'a' }, { path: 'b' }], continuationToken: '&' } },
    );
    expect(await collect(openTestBackend(server.address).listFiles('HD_1'))).toEqual(['a', 'b', 'outputs/c d']);
    expect(server.requests[1]?.url).toBe(`${artifacts}/ExperimentRun/dcid.HD_1?continuationToken=%26`);
  });

  it('ends with an error where the service leads round in a circle', async () => {
    const server = await startTestServer(() => ({ body: { value: [], continuationToken: 'same' } }));
    await expect(collect(openTestBackend(server.address).listFiles('HD_1'))).rejects.toMatchObject({
      code: 'unexpected-answer',
    });
  });
});

describe('opening a file', () => {
  it('fetches it from the signed address, without the token', async () => {
    const blobs = await startTestServer(() => ({ body: 'the bytes' }));
    const server = await startTestServer(() => ({ body: { contentUri: `${blobs.address}/c/f?sig=a%2Fb` } }));
    const file = await openTestBackend(server.address).openFile('HD_1', 'outputs/f');
    expect(await textOf(file)).toBe('the bytes');
    expect(server.requests[0]?.url).toBe(`${artifacts}/contentinfo/ExperimentRun/dcid.HD_1/outputs/f`);
    expect(blobs.requests[0]?.url).toBe('/c/f?sig=a%2Fb');
    expect(blobs.requests[0]?.headers).not.toHaveProperty('authorization');
  });

  it.each([
    ['knows no signed addresses', () => ({ status: 404 })],
    ['signs with its own address', (host: string) => ({ body: { contentUri: `http://${host}/anywhere` } })],
  ])('fetches it from the service, with the token, where that %s', async (_what, info) => {
    const server = await startTestServer(({ url, headers }) =>
      url.includes('/contentinfo/') ? info(headers.host ?? '') : { body: 'the bytes' },
    );
    expect(await textOf(await openTestBackend(server.address).openFile('HD_1', 'f'))).toBe('the bytes');
    expect(server.requests[1]).toMatchObject({
      url: `${artifacts}/content/ExperimentRun/dcid.HD_1/f`,
      headers: { authorization: 'Bearer secret-token' },
    });
  });

  it.each([204, 205, 206])('takes a success without the content (%i) for no file', async (status) => {
    const server = await startTestServer(({ url }) => (url.includes('/contentinfo/') ? azureNotThere : { status }));
    await expect(openTestBackend(server.address).openFile('HD_1', 'f')).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.stringContaining(`status ${status}`),
    });
  });

  it('refuses a signed address that is neither https nor on this machine', async () => {
    const server = await startTestServer(() => ({ body: { contentUri: 'http://10.0.0.1/f?sig=s3cret' } }));
    await expect(openTestBackend(server.address).openFile('HD_1', 'f')).rejects.toMatchObject({
      code: 'unexpected-answer',
      message: expect.not.stringContaining('s3cret'),
    });
  });

  it('says which file of which run is not there', async () => {
    const server = await startTestServer(() => azureNotThere);
    await expect(openTestBackend(server.address).openFile('HD_1', 'outputs/f')).rejects.toMatchObject({
      code: 'run-not-found',
      runId: 'HD_1',
      message: expect.stringContaining('File "outputs/f" of run "HD_1"'),
    });
  });

  it('says so too where the store behind the signed address does, in its own XML', async () => {
    const body =
      '\ufeff<?xml version="1.0" encoding="utf-8"?><Error><Code>BlobNotFound</Code><Message>Gone.</Message></Error>';
    const blobs = await startTestServer(() => ({ status: 404, body }));
    const server = await startTestServer(() => ({ body: { contentUri: `${blobs.address}/f?sig=x` } }));
    await expect(openTestBackend(server.address).openFile('HD_1', 'f')).rejects.toMatchObject({
      code: 'run-not-found',
      serviceCode: 'BlobNotFound',
    });
  });

  it.each([
    ['repeats it', { status: 403, body: 'signature s3cr/t= expired' }],
    [
      'repeats it in its own XML',
      {
        status: 403,
        body: '<Error><Code>AuthenticationFailed</Code><Message>s3cr/t= is s3cr%2Ft%3D of sv=1&sig=s3cr%2Ft%3D</Message></Error>',
      },
    ],
    ['redirects', { status: 307, headers: { location: 'https://elsewhere.example/f?sig=s3cr%2Ft%3D' } }],
    ['drops the connection', 'drop the connection' as const],
  ])('does not show the signature where the store %s', async (_what, answer) => {
    const blobs = await startTestServer(() => answer);
    const server = await startTestServer(() => ({ body: { contentUri: `${blobs.address}/f?sv=1&sig=s3cr%2Ft%3D` } }));
    const opening = openTestBackend(server.address, { retry: { ...quickRetry, budgetMs: 0 } }).openFile('HD_1', 'f');
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toBeInstanceOf(BackendError);
    expect(everythingIn(error)).not.toMatch(/s3cr|sig=/);
  });

  it('does not show the signature where what sends requests names the address in its failure', async () => {
    const server = await startTestServer(() => ({ body: { contentUri: 'https://store.example/f?sig=s3cr%2Ft%3D' } }));
    const failing: typeof fetch = async (input, init) => {
      const url = typeof input === 'string' ? input : '';
      if (url.startsWith(server.address)) return fetch(url, init);
      throw Object.assign(new Error(`no way to ${url}`, { cause: { request: { url } } }), { url });
    };
    const options = { fetch: failing, retry: { ...quickRetry, budgetMs: 0 } };
    const opening = openTestBackend(server.address, options).openFile('HD_1', 'f');
    const error: unknown = await opening.catch((reason: unknown) => reason);
    expect(error).toMatchObject({ code: 'connection-failed', message: expect.stringContaining('no way to') });
    expect(everythingIn(error)).not.toMatch(/s3cr|sig=/);
  });

  it('rejects where the bytes are lost on the way, and after an abort', async () => {
    const losing = await startTestServer(({ url }) =>
      url.includes('/contentinfo/') ? { status: 404 } : 'drop the body',
    );
    const file = await openTestBackend(losing.address).openFile('HD_1', 'f');
    await expect(textOf(file)).rejects.toMatchObject({ code: 'connection-failed' });

    const controller = new AbortController();
    const reason = new Error('enough');
    const again = await openTestBackend(losing.address).openFile('HD_1', 'f', { signal: controller.signal });
    controller.abort(reason);
    await expect(textOf(again)).rejects.toBe(reason);
  });
});
