import { Server } from 'node:http';
import { expect, it, vi } from 'vitest';
import { wholeResponse } from '../server/http/whole-response.js';
import { listenOnLoopback } from './listen.js';

it('lets an answer that is under way end when it closes, and has no connection left to cut', async () => {
  const cut = vi.spyOn(Server.prototype, 'closeAllConnections');
  let closing: Promise<void> | undefined;
  const listener = await listenOnLoopback(async () => {
    closing = listener.close();
    return new Response('whole');
  }, 0);
  // Such a client keeps its connection for the next request.
  const answer = await fetch(listener.address);
  expect(await answer.text()).toBe('whole');
  await closing;
  expect(cut).not.toHaveBeenCalled();
  await expect(fetch(listener.address)).rejects.toThrow('fetch failed');
});

it.each([['text, ä'], [new TextEncoder().encode('bytes, ä')]])(
  'sends a body that is at hand without a stream',
  async (body) => {
    const readsStream = vi.fn();
    const listener = await listenOnLoopback(async () => {
      const response = wholeResponse(body, { status: 201, headers: { 'content-type': 'text/plain', 'x-own': '1' } });
      return Object.defineProperty(response, 'body', { get: readsStream });
    }, 0);
    try {
      const answer = await fetch(listener.address, { method: 'POST', body: 'not read' });
      const bytes = new Uint8Array(await answer.arrayBuffer());
      expect(bytes).toEqual(typeof body === 'string' ? new TextEncoder().encode(body) : body);
      expect(answer.status).toBe(201);
      expect(answer.headers.get('content-length')).toBe(String(bytes.length));
      expect(answer.headers.get('content-type')).toBe('text/plain');
      expect(answer.headers.get('x-own')).toBe('1');
      expect(readsStream).not.toHaveBeenCalled();
    } finally {
      await listener.close();
    }
  },
);
