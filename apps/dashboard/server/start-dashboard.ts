import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { BackendError, InvalidArgumentError, type Workspace } from '@hyperdrive-run/sdk';
import { createSession } from './access/session.js';
import type { DashboardActs } from './acts.js';
import { createDashboardApp } from './create-dashboard-app.js';

/** What a dashboard is about. */
export interface DashboardOptions {
  /** Where the sweeps are; what may be changed there, `acts` says. */
  readonly workspace: Workspace;
  /** The sweep that the page opens with; its list of sweeps otherwise. */
  readonly runId?: string | undefined;
  /** Default 0: a free port. */
  readonly port?: number | undefined;
  /** What the page may do beside looking; nothing by default. */
  readonly acts?: DashboardActs | undefined;
  /** Where the built page lies; beside the built server by default. */
  readonly pageFolder?: URL | undefined;
}

/** A dashboard that listens on 127.0.0.1. */
export interface Dashboard {
  /** To be opened once: it contains a token that is exchanged for a cookie, and then counts no more. */
  readonly url: string;
  /** One more address, for another browser: each works once. */
  newUrl(): string;
  /** Stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a page about a workspace's sweeps on 127.0.0.1.
 * @throws InvalidArgumentError where `runId` is no non-empty string, or `port` is no port
 * @throws BackendError with code `refused` where nobody may listen on the port now
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const { runId, port = 0 } = options;
  if (runId !== undefined && (typeof runId !== 'string' || runId === '')) {
    throw new InvalidArgumentError({ option: 'runId', got: runId, takes: 'a non-empty string' });
  }
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new InvalidArgumentError({ option: 'port', got: port, takes: 'an integer from 0 (any free port) to 65535' });
  }
  const session = createSession();
  const pageFolder = options.pageFolder ?? new URL('../page/', import.meta.url);
  const { workspace, acts = {} } = options;
  const app = createDashboardApp({ workspace, session, runId, pageFolder, acts });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw cannotListen(port, error) ?? error;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The dashboard has no port.');
  const sweep = runId === undefined ? '' : `&sweep=${encodeURIComponent(runId)}`;
  const newUrl = (): string => `http://127.0.0.1:${address.port}/?token=${session.newOneTimeToken()}${sweep}`;
  return {
    url: newUrl(),
    newUrl,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}

/** Where another program listens there, or the system keeps the port for itself. */
function cannotListen(port: number, error: unknown): BackendError | undefined {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (code !== 'EADDRINUSE' && code !== 'EACCES') return undefined;
  return new BackendError({
    code: 'refused',
    message: code === 'EADDRINUSE' ? `Port ${port} is taken.` : `Port ${port} is not open to you.`,
    hint: 'Choose another one, or leave it out to take a free one.',
    cause: error,
  });
}
