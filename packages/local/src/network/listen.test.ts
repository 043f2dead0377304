import { Server } from 'node:http';
import { expect, it, vi } from 'vitest';
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
