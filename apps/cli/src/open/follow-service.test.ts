import { createServer } from 'node:http';
import { localWorkspaceUri, type RunningService } from '@hyperdrive-run/local';
import { describe, expect, it, onTestFinished, vi } from 'vitest';
import { followService } from './follow-service.js';

/** A service that takes one token, and records the paths and bodies that came with it. */
async function startService(token: string) {
  const requests: string[] = [];
  const server = createServer((request, response) => {
    void (async () => {
      let body = '';
      for await (const chunk of request.setEncoding('utf8')) body += chunk;
      const isAllowed = request.headers.authorization === `Bearer ${token}`;
      if (isAllowed) requests.push(`${request.url} ${body}`.trim());
      response.writeHead(isAllowed ? 200 : 401).end(isAllowed ? token : 'who are you?');
    })();
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  onTestFinished(stop);
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const location = `http://127.0.0.1:${port}`;
  const service: RunningService = {
    address: location,
    uri: localWorkspaceUri(location),
    token,
    pid: 1,
    startedAt: new Date(0),
  };
  return { service, requests, stop };
}

describe('the requests to a service that may be started anew', () => {
  it('look for it never while it answers', async () => {
    const { service, requests } = await startService('first');
    const find = vi.fn(() => service);
    const { fetch, credential } = followService(service, find);
    for (const path of ['/a', '/b?c=1']) await fetch(`http://elsewhere:1${path}`);
    expect(requests).toEqual(['/a', '/b?c=1']);
    expect(credential()).toBe('first');
    expect(find).not.toHaveBeenCalled();
  });

  it('go to the new one where the address takes no connection any more', async () => {
    const [old, now] = [await startService('first'), await startService('second')];
    await old.stop();
    const find = vi.fn(() => now.service);
    const { fetch, credential } = followService(old.service, find);
    const response = await fetch(`${old.service.address}/runs`, { method: 'POST', body: 'once' });
    expect(await response.text()).toBe('second');
    expect(credential()).toBe('second');
    await fetch(`${old.service.address}/runs`);
    expect(now.requests).toEqual(['/runs once', '/runs']);
    expect(find).toHaveBeenCalledOnce();
  });

  it('carry the new token where the port is the same', async () => {
    const { service, requests } = await startService('second');
    const { fetch } = followService({ ...service, token: 'first' }, () => service);
    expect(await (await fetch(`${service.address}/runs`)).text()).toBe('second');
    expect(requests).toEqual(['/runs']);
  });

  it('fail as they did where no other service runs', async () => {
    const { service } = await startService('first');
    const stranger = followService({ ...service, token: 'wrong' }, () => undefined);
    expect((await stranger.fetch(`${service.address}/runs`)).status).toBe(401);

    const ended = await startService('second');
    await ended.stop();
    const { fetch } = followService(ended.service, () => ended.service);
    await expect(fetch(`${ended.service.address}/runs`)).rejects.toMatchObject({ cause: { code: 'ECONNREFUSED' } });
  });
});
