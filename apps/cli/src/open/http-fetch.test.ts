import { createServer, type RequestListener } from 'node:http';
import { describe, expect, it, onTestFinished } from 'vitest';
import { httpFetch } from './http-fetch.js';

async function serve(listener: RequestListener): Promise<URL> {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => {
    server.closeAllConnections();
    server.close();
  });
  const address = server.address();
  return new URL(`http://127.0.0.1:${typeof address === 'object' && address !== null ? address.port : 0}/a?b=c`);
}

const headers = new Headers();

describe('httpFetch', () => {
  it('sends method, headers and body, and returns status, headers and body, as fetch does', async () => {
    const url = await serve((request, response) => {
      void (async () => {
        let body = '';
        for await (const chunk of request.setEncoding('utf8')) body += chunk;
        const cookies = ['a=1', 'b=2'];
        response.writeHead(418, 'short and stout', { 'content-type': 'application/json', 'set-cookie': cookies });
        response.end(
          JSON.stringify({ method: request.method, url: request.url, word: request.headers['x-word'], body }),
        );
      })();
    });
    const init = { method: 'POST', headers: new Headers({ 'x-word': 'word' }), body: 'grüße' };
    const [ours, theirs] = [await httpFetch(url, init), await fetch(url, init)];
    expect(await ours.json()).toEqual({ method: 'POST', url: '/a?b=c', word: 'word', body: 'grüße' });
    expect([ours.status, ours.statusText, ours.ok]).toEqual([theirs.status, theirs.statusText, theirs.ok]);
    expect([...ours.headers]).toEqual([...theirs.headers]);
  });

  it('returns what has no body, and follows no redirect', async () => {
    const url = await serve((_, response) => void response.writeHead(204).end());
    expect((await httpFetch(url, { method: 'DELETE', headers })).body).toBeNull();
    const moved = await serve((_, response) => void response.writeHead(302, { location: '/elsewhere' }).end());
    expect((await httpFetch(moved, { headers })).status).toBe(302);
  });

  it('brings a large body whole, however slowly it is read', async () => {
    const url = await serve((_, response) => void response.end(Buffer.alloc(3_000_000, 'x')));
    const { body } = await httpFetch(url, { headers });
    let length = 0;
    for await (const chunk of body ?? []) {
      length += chunk.length;
      await new Promise((resolve) => setImmediate(resolve));
    }
    expect(length).toBe(3_000_000);
  });

  it('fails with the reason of the signal, before the response and in the middle of it', async () => {
    const silent = await serve(() => undefined);
    const stop = new AbortController();
    const waiting = httpFetch(silent, { headers, signal: stop.signal });
    stop.abort(new Error('enough'));
    await expect(waiting).rejects.toThrow('enough');

    const half = await serve((_, response) => void response.write('half'));
    const later = new AbortController();
    const { body } = await httpFetch(half, { headers, signal: later.signal });
    const reader = body?.getReader();
    expect((await reader?.read())?.value).toEqual(new TextEncoder().encode('half'));
    later.abort(new Error('really'));
    await expect(reader?.read()).rejects.toThrow('really');
  });

  it('fails with the failure of the connection as its cause', async () => {
    const url = await serve((request, response) => {
      if (request.method === 'POST') return request.socket.destroy();
      response.write('half');
      setImmediate(() => request.socket.destroy());
    });
    await expect(httpFetch(url, { method: 'POST', headers })).rejects.toMatchObject({
      name: 'TypeError',
      cause: { code: 'ECONNRESET' },
    });
    const response = await httpFetch(url, { headers });
    await expect(response.text()).rejects.toMatchObject({ name: 'TypeError', cause: { code: 'ECONNRESET' } });
    const nobody = new URL('http://127.0.0.1:1/');
    await expect(httpFetch(nobody, { headers })).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });

  it('closes the connection of a body that nobody reads to its end', async () => {
    let isClosed = (): void => undefined;
    const whenClosed = new Promise<void>((resolve) => {
      isClosed = resolve;
    });
    const url = await serve((_, response) => {
      response.on('close', isClosed);
      response.write('half');
    });
    const { body } = await httpFetch(url, { headers });
    await body?.cancel();
    await expect(whenClosed).resolves.toBeUndefined();
  });
});
