import { once } from 'node:events';
import { createAdaptorServer } from '@hono/node-server';
import { InvalidArgumentError, type Workspace } from '@hyperdrive-run/sdk';
import { createDashboardApp } from './create-dashboard-app.js';
import { createSession } from './session.js';

const freePort = 'a port that is free and open to you (0 finds one)';

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
 * @throws InvalidArgumentError where `runId` is no non-empty string, `port` is no port, or nobody may listen on it now
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
  const app = createDashboardApp({ workspace: options.workspace, session, pageFolder });
  const server = createAdaptorServer({ fetch: app.fetch });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening').catch((error: unknown) => {
    throw isTaken(error) ? new InvalidArgumentError({ option: 'port', got: port, takes: freePort }) : error;
  });
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('The dashboard has no port.');
  const sweep = runId === undefined ? '' : `&sweep=${encodeURIComponent(runId)}`;
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

/** Whether another program listens there, or the system keeps the port for itself. */
function isTaken(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'EADDRINUSE' || error.code === 'EACCES');
}
