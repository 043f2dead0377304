import { describe, expect, it } from 'vitest';
import * as z from 'zod/mini';
import { everythingIn } from '../../__fixtures__/everything-in.js';
import { memoryTree, nodeHash } from '../../__fixtures__/memory-tree.js';
import { quickRetry } from '../../__fixtures__/open-test-backend.js';
import { startTestServer } from '../../__fixtures__/start-test-server.js';
import { wireObject } from '../../wire-json/wire-schema.js';
import { createArmClient } from './arm-client.js';
import { armEndpoint } from './arm-endpoint.js';
import { blobNames } from './files/blob-names.js';
import { createBlobClient } from './upload/blob-client.js';
import { uploadTree } from './upload/upload-tree.js';

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: undefined };
const read = armEndpoint(scope, { method: 'GET', path: '/jobs', apiVersion: '2024-01-01', subject: 'the jobs' });
const schema = wireObject({ value: z.optional(z.unknown()) });

/** A service that answers with what leads to another one, which nobody may ask with a token. */
async function openWorlds(hostile: (elsewhere: string) => Parameters<typeof startTestServer>[0]) {
  const elsewhere = await startTestServer(() => ({ body: { value: [] } }));
  const arm = await startTestServer(hostile(elsewhere.address));
  const client = createArmClient({
    endpoint: { kind: 'address', address: arm.address },
    scope,
    credential: 't0ken',
    retry: quickRetry,
  });
  return { arm, elsewhere, client };
}

describe('a token of Azure Resource Manager', () => {
  it.each([301, 302, 303, 307, 308])('does not follow a %i to another origin', async (status) => {
    const { arm, elsewhere, client } = await openWorlds((address) => () => ({
      status,
      headers: { location: `${address}/x` },
    }));
    for (const endpoint of [read, { ...read, method: 'POST' as const }, { ...read, method: 'PUT' as const }]) {
      await expect(client.request(schema, endpoint, {})).rejects.toMatchObject({ code: 'unexpected-answer' });
    }
    expect(arm.requests).toHaveLength(3);
    expect(elsewhere.requests).toEqual([]);
  });

  it.each(['/next', '//HOST/next', '/@HOST/'])('does not follow a next link to another origin: %s', async (form) => {
    const { elsewhere, client } = await openWorlds(() => () => ({ body: {} }));
    const link = form === '/next' ? `${elsewhere.address}/next` : form.replace('HOST', new URL(elsewhere.address).host);
    const outcome = client.request(schema, read, { link });
    if (form === '/@HOST/') await outcome;
    else await expect(outcome).rejects.toMatchObject({ message: expect.stringContaining('where no token may go') });
    expect(elsewhere.requests).toEqual([]);
  });
});

const blobs = blobNames(memoryTree('code', new Map([['train.py', 'x']])));
const asset = { name: 'n', version: '1' };
const query = 'sv=2021-08-06&sr=c&sig=s3cr%2Ft%3D';

describe('the signature of a container', () => {
  it('goes along with every request, and no token does', async () => {
    const storage = await startTestServer(({ method }) => (method === 'HEAD' ? { status: 404 } : { status: 201 }));
    const container = `${storage.address}/c?${query}`;
    await uploadTree(createBlobClient({ retry: quickRetry }), { container, blobs, asset, createHash: nodeHash });
    expect(storage.requests.map(({ method }) => method)).toEqual(['HEAD', 'PUT', 'PUT']);
    for (const { url, headers } of storage.requests) {
      expect(url).toContain(query);
      expect(headers.authorization).toBeUndefined();
      expect(headers['x-ms-version']).toBe('2021-08-06');
    }
  });

  it.each([
    ['a redirect', async () => redirecting()],
    ['a refusal that repeats it', async () => ({ fetch, container: await refusing() })],
    ['a connection that fails, and says it', async () => failing()],
  ])('is in no error after %s', async (_, open) => {
    const { fetch: send, container } = await open();
    const client = createBlobClient({ fetch: send, retry: { ...quickRetry, budgetMs: 0 } });
    const error: unknown = await uploadTree(client, { container, blobs, asset, createHash: nodeHash }).catch(
      (reason: unknown) => reason,
    );
    expect(error).toBeInstanceOf(Error);
    expect(everythingIn(error)).not.toMatch(/s3cr|sig=/);
  });

  it.each(['http://storage.example/c?sig=s3cr', 'https://storage.example/c', 'no address s3cr', 'ftp://h/c?sig=s3cr'])(
    'is refused, and not shown, at %s',
    async (container) => {
      const upload = uploadTree(createBlobClient({}), { container, blobs, asset, createHash: nodeHash });
      await expect(upload).rejects.toMatchObject({
        code: 'unexpected-answer',
        message: expect.not.stringContaining('s3cr'),
      });
    },
  );
});

describe('an upload over a bad network', () => {
  it('counts a blob as there whose arrival was not answered', async () => {
    const puts: string[] = [];
    const storage = await startTestServer(({ method, url }) => {
      if (method === 'HEAD') return { status: 404 };
      if (url.includes('comp=metadata')) return { status: 200 };
      puts.push(url);
      const body = '<Error><Code>BlobAlreadyExists</Code><Message>There is one.</Message></Error>';
      return puts.length === 1 ? 'drop the connection' : { status: 409, body };
    });
    const container = `${storage.address}/c?${query}`;
    const outcome = await uploadTree(createBlobClient({ retry: quickRetry }), {
      container,
      blobs,
      asset,
      createHash: nodeHash,
    });
    expect([outcome.kind, puts.length]).toEqual(['uploaded', 2]);
  });

  it('keeps the words and the id of another conflict', async () => {
    const body =
      '<?xml version="1.0"?><Error><Code>LeaseIdMissing</Code><Message>There is a lease &amp; no id.\nRequestId:r\nTime:t</Message></Error>';
    const storage = await startTestServer(({ method }) =>
      method === 'HEAD' ? { status: 404 } : { status: 409, body, headers: { 'x-ms-request-id': 'r-1' } },
    );
    const container = `${storage.address}/c?${query}`;
    const upload = uploadTree(createBlobClient({ retry: quickRetry }), {
      container,
      blobs,
      asset,
      createHash: nodeHash,
    });
    await expect(upload).rejects.toMatchObject({
      code: 'refused',
      serviceCode: 'LeaseIdMissing',
      requestId: 'r-1',
      message: expect.stringMatching(/There is a lease & no id\.$/),
    });
  });
});

async function redirecting() {
  const elsewhere = await startTestServer(() => ({ status: 200 }));
  const storage = await startTestServer(({ url }) => ({
    status: 307,
    headers: { location: `${elsewhere.address}${url}` },
  }));
  return { fetch, container: `${storage.address}/c?${query}` };
}

async function refusing(): Promise<string> {
  const words = (url: string): string =>
    `<Error><Code>AuthenticationFailed</Code><Message>http://h${url} s3cr/t= ${query}</Message></Error>`;
  const storage = await startTestServer(({ method, url }) =>
    method === 'HEAD' ? { status: 404 } : { status: 403, body: words(url) },
  );
  return `${storage.address}/c?${query}`;
}

function failing() {
  const send: typeof fetch = async (input) => {
    const url = typeof input === 'string' ? input : '';
    throw Object.assign(new Error(`no way to ${url}`, { cause: { request: { url } } }), { url });
  };
  return { fetch: send, container: `https://storage.example/c?${query}` };
}
