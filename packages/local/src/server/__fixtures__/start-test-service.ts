import { join } from 'node:path';
import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { onTestFinished } from 'vitest';
import type { ComputeEngine } from '../../engine/runners/computes/compute-engine.js';
import { computeEngines } from '../../engine/runners/computes/compute-engines.js';
import { openComputeRegistry } from '../../engine/runners/computes/compute-registry.js';
import { createLaunches, type Launches } from '../../engine/runners/launches/launches.js';
import { listenOnLoopback } from '../../network/listen.js';
import { garden } from '../../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../../storage/files/disk-run-files.js';
import type { RunFiles } from '../../storage/files/run-files.js';
import type { WorkspaceScope } from '../../storage/run-key.js';
import type { RunStore } from '../../storage/run-store.js';
import { openRunStore } from '../../storage/sqlite-run-store.js';
import { type Auth, createAuth } from '../access/auth.js';
import { createServiceApp } from '../create-service-app.js';
import type { ServiceContext, ServiceLimits } from '../service-context.js';
import { createWriteGroup } from '../writes/write-group.js';
import { createFakeEngine, type FakeEngine } from './fake-engine.js';
import { type Route, routesOf } from './routes-of.js';

/** The garden's workspace and experiment, as they are written in a path. */
export const workspace: string = workspaceInPath(garden);
export const experiment: string = `${workspace}/experiments/apples`;

export function workspaceInPath({ subscriptionId, resourceGroup, workspaceName }: WorkspaceScope): string {
  const [s, g, w] = [subscriptionId, resourceGroup, workspaceName].map(encodeURIComponent);
  return `subscriptions/${s}/resourceGroups/${g}/providers/Microsoft.MachineLearningServices/workspaces/${w}`;
}

export interface AskOptions {
  readonly body?: string | Uint8Array<ArrayBuffer> | FormData | undefined;
  readonly signal?: AbortSignal | undefined;
  /** Default: the service's; `null` sends none. */
  readonly token?: string | null | undefined;
  readonly headers?: Readonly<Record<string, string>> | undefined;
}

/** A response with its body read. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
  /** The body as JSON; null where it is none. */
  readonly json: JsonValue;
}

export interface TestService {
  readonly folder: string;
  readonly address: string;
  readonly close: () => Promise<void>;
  /** What its routes work with. */
  readonly context: ServiceContext;
  /** Every route that it has. */
  readonly routes: readonly Route[];
  readonly store: RunStore;
  readonly files: RunFiles;
  readonly engine: FakeEngine;
  readonly launches: Launches;
  readonly auth: Auth;
  /** Asks over real HTTP. */
  readonly ask: (method: string, path: string, options?: AskOptions) => Promise<Answer>;
}

/** A service over a store, files and HTTP that are real, and an engine that is not. */
export async function startTestService(
  over: Partial<Pick<ServiceContext, 'now' | 'isServedElsewhere' | 'onFailure' | 'allowedOrigins'>> & {
    readonly limits?: Partial<ServiceLimits>;
    /** That of a test service that was closed, to open it again. */
    readonly folder?: string;
    readonly port?: number;
    readonly computeEngines?: readonly ComputeEngine[];
  } = {},
): Promise<TestService> {
  const folder = over.folder ?? (await temporaryFolder());
  const now = over.now ?? (() => new Date());
  const store = openRunStore({ file: join(folder, 'runs.db'), now });
  const files = createRunFiles(folder);
  const engine = createFakeEngine(store);
  const auth = createAuth({ signingKey: new Uint8Array(32).fill(7), now });
  const limits = {
    runsPerPage: 500,
    metricRowsPerPage: 5000,
    metricNamesPerPage: 10_000,
    bodyBytes: 100_000,
    ...over.limits,
  };
  const isServedElsewhere = over.isServedElsewhere ?? (() => false);
  const launches = createLaunches({ store, issueRunToken: auth.issueRunToken, now });
  const computes = openComputeRegistry({
    folder,
    engines: over.computeEngines ?? computeEngines,
    host: {
      folder,
      files,
      now,
      launches,
      serviceAddress: () => undefined,
      advertisedAddress: () => undefined,
      callService: async () => ({ status: 503, text: '' }),
    },
    isUsed: (name) => store.unfinishedSweeps().some(({ target }) => target === name),
  });
  const context: ServiceContext = {
    folder,
    computes,
    store,
    writes: createWriteGroup(store),
    files,
    engine,
    launches,
    auth,
    limits,
    now,
    allowedOrigins: over.allowedOrigins ?? new Set<string>(),
    isServedElsewhere,
    onFailure: over.onFailure,
  };
  const app = createServiceApp(context);
  const listener = await listenOnLoopback(async (request) => app.fetch(request), over.port ?? 0);
  let isClosed = false;
  async function close(): Promise<void> {
    if (isClosed) return;
    isClosed = true;
    await listener.close();
    store.close();
  }
  onTestFinished(close);
  return {
    folder,
    address: listener.address,
    close,
    context,
    routes: routesOf(app),
    store,
    files,
    engine,
    launches,
    auth,
    ask: async (method, path, { body, token, headers, signal } = {}) => {
      const authorization = token === null ? {} : { authorization: `Bearer ${token ?? auth.serviceToken}` };
      const response = await fetch(`${listener.address}${path}`, {
        method,
        body: body ?? null,
        signal: signal ?? null,
        headers: { ...authorization, ...headers },
      });
      const text = await response.text();
      return { status: response.status, headers: response.headers, text, json: jsonOf(text) };
    },
  };
}

function jsonOf(text: string): JsonValue {
  try {
    return parseJson(text);
  } catch {
    return null;
  }
}
