import type { AddressInfo } from 'node:net';
import { createAdaptorServer } from '@hono/node-server';
import { BackendError } from '@hyperdrive-run/core';

/** How long requests that are being answered may take when the server closes, in milliseconds. */
const closeGraceMs = 2000;

/** How often a server that closes looks for connections whose answer has ended, in milliseconds. */
const idleCheckMs = 20;

export interface Listener {
  /** Such as `http://127.0.0.1:49152`. */
  readonly address: string;
  /** Takes no further connections, waits a little for requests under way, then cuts what is left. */
  close(): Promise<void>;
}

/**
 * Listens on 127.0.0.1 only.
 * @param port 0 for a free one
 */
export async function listenOnLoopback(
  fetch: (request: Request) => Promise<Response>,
  port: number,
): Promise<Listener> {
  const server = createAdaptorServer({ fetch, overrideGlobalObjects: false });
  const bound = await new Promise<AddressInfo | string | null>((resolve, reject) => {
    server.once('error', (error) => reject(cannotListen(port, error)));
    server.listen(port, '127.0.0.1', () => resolve(server.address()));
  });
  if (bound === null || typeof bound === 'string') throw cannotListen(port, undefined);
  return {
    address: `http://127.0.0.1:${bound.port}`,
    async close() {
      const closed = new Promise<void>((resolve) => server.close(() => resolve()));
      if (!('closeIdleConnections' in server)) return closed;
      server.closeIdleConnections();
      // Where an answer ends from here on, its connection would stay open for a next request that is not taken.
      const idle = setInterval(() => server.closeIdleConnections(), idleCheckMs);
      const timer = setTimeout(() => server.closeAllConnections(), closeGraceMs);
      await closed.finally(() => {
        clearInterval(idle);
        clearTimeout(timer);
      });
    },
  };
}

function cannotListen(port: number, cause: unknown): BackendError {
  return new BackendError({
    code: 'refused',
    message: `Port ${port} is ${isInUse(cause) ? 'taken' : 'not open to you'}.`,
    hint: 'Choose another port, or leave it out to take a free one.',
    cause,
  });
}

function isInUse(error: unknown): boolean {
  return error instanceof Error && 'code' in error && error.code === 'EADDRINUSE';
}
