import type { Server } from 'node:http';

/** A server that listens on a free port of loopback. */
export interface Listening {
  readonly address: string;
  /** Ends every connection and stops listening. */
  readonly close: () => Promise<void>;
}

/** Lets a server listen on loopback. */
export async function listen(server: Server): Promise<Listening> {
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const bound = server.address();
  if (bound === null || typeof bound === 'string') throw new Error('The server has no port.');
  return {
    address: `http://127.0.0.1:${bound.port}`,
    async close() {
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
    },
  };
}
