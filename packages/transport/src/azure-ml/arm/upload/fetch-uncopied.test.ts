import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createServer, type IncomingHttpHeaders } from 'node:http';
import { afterEach, describe, expect, it, onTestFinished, vi } from 'vitest';
import { fetchUncopied, sendsLengthOfStreams } from './fetch-uncopied.js';

interface Arrived {
  readonly headers: IncomingHttpHeaders;
  readonly hash: string;
}

const hashOf = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

/** A server that keeps what arrives. */
async function startServer(): Promise<{ readonly address: string; readonly arrived: readonly Arrived[] }> {
  const arrived: Arrived[] = [];
  const server = createServer((request, response) => {
    const hash = createHash('sha256');
    request.on('data', (piece: Buffer) => hash.update(piece));
    request.on('end', () => {
      arrived.push({ headers: request.headers, hash: hash.digest('hex') });
      response.writeHead(201).end();
    });
  });
  await once(server.listen(0, '127.0.0.1'), 'listening');
  onTestFinished(async () => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  return { address: `http://127.0.0.1:${address.port}`, arrived };
}

const large = Uint8Array.from({ length: 5 * 2 ** 20 + 3 }, (_, index) => (index * 31) % 251);

describe('a large body', () => {
  afterEach(() => {
    vi.unstubAllGlobals();
  });

  it('arrives whole, with its length and the headers, each time that it is sent', async () => {
    const { address, arrived } = await startServer();
    for (let round = 0; round < 3; round += 1) {
      const response = await fetchUncopied(address, { method: 'PUT', headers: { 'content-md5': 'x' }, body: large });
      expect(response.status).toBe(201);
    }
    expect(arrived.map(({ hash }) => hash)).toEqual(Array.from({ length: 3 }, () => hashOf(large)));
    for (const { headers } of arrived) {
      expect(headers).toMatchObject({ 'content-length': String(large.length), 'content-md5': 'x' });
      expect(headers['transfer-encoding']).toBeUndefined();
    }
  });

  it('is given to the platform as a piece of a stream that is the same memory', async () => {
    const given: unknown[] = [];
    vi.stubGlobal('fetch', async (_: string, { body }: { readonly body: ReadableStream }) => {
      for await (const piece of body) given.push(piece);
      return new Response();
    });
    await fetchUncopied('http://127.0.0.1', { method: 'PUT', body: large });
    expect(given).toHaveLength(1);
    expect(given[0]).toBe(large);
  });

  it('is given as it is where a stream would lose its length', async () => {
    const given: unknown[] = [];
    vi.stubGlobal('Deno', {});
    vi.stubGlobal('fetch', async (_: string, { body }: RequestInit) => {
      given.push(body);
      return new Response();
    });
    await fetchUncopied('http://127.0.0.1', { method: 'PUT', body: large });
    expect(given[0]).toBe(large);
  });

  it('is no longer sent once its signal aborts', async () => {
    const { address } = await startServer();
    const reason = new Error('enough');
    const sending = fetchUncopied(address, { method: 'PUT', body: large, signal: AbortSignal.abort(reason) });
    await expect(sending).rejects.toBe(reason);
  });
});

it('a small body is given to the platform as it is', async () => {
  const { address, arrived } = await startServer();
  const small = large.slice(0, 1000);
  await fetchUncopied(address, { method: 'PUT', body: small });
  await fetchUncopied(address);
  expect(arrived.map(({ hash }) => hash)).toEqual([hashOf(small), hashOf(new Uint8Array())]);
});

it.each([
  ['Node', { process: {} }, true],
  ['Bun', { process: {}, Bun: {} }, true],
  ['Deno', { process: {}, Deno: {} }, false],
  ['a page', { document: {} }, false],
  ['a page with a bundled process', { process: {}, document: {} }, false],
  ['Cloudflare', { process: {}, WebSocketPair: {} }, false],
])('of %s it is known whether its fetch takes the length of a stream from the header', (_, scope, expected) => {
  expect(sendsLengthOfStreams(scope)).toBe(expected);
});
