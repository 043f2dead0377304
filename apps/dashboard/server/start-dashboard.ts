import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import type { Workspace } from '@hyperdrive-run/sdk';
import { createDashboardApp } from './create-dashboard-app.js';
import { createSession } from './session.js';

/** What a dashboard is about. */
export interface DashboardOptions {
  /** Where the sweeps are; the dashboard reads it and changes nothing. */
  readonly workspace: Workspace;
  /** The sweep that the page opens with; its list of sweeps otherwise. */
  readonly runId?: string | undefined;
  /** Default 0: a free port. */
  readonly port?: number | undefined;
  /** Where the built page lies; beside the built server by default. */
  readonly pageFolder?: URL | undefined;
}

/** A dashboard that listens on 127.0.0.1. */
export interface Dashboard {
  /** To be opened once: it holds a token that is exchanged for a cookie, and then counts no more. */
  readonly url: string;
  /** Stops listening. */
  close(): Promise<void>;
}

/**
 * Serves a page about a workspace's sweeps on 127.0.0.1.
 * @throws the listening error of Node where the port is taken
 */
export async function startDashboard(options: DashboardOptions): Promise<Dashboard> {
  const session = createSession();
  const pageFolder = options.pageFolder ?? new URL('../page/', import.meta.url);
  const app = createDashboardApp({ workspace: options.workspace, session, pageFolder });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(options.port ?? 0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The dashboard has no port.');
  const sweep = options.runId === undefined ? '' : `&sweep=${encodeURIComponent(options.runId)}`;
  return {
    url: `http://127.0.0.1:${address.port}/?token=${session.oneTimeToken}${sweep}`,
    async close() {
      const closed = once(server, 'close');
      server.close();
      if ('closeAllConnections' in server) server.closeAllConnections();
      await closed;
    },
  };
}
