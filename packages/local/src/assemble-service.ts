import { join } from 'node:path';
import { InvalidArgumentError } from '@hyperdrive-run/core';
import { checkAllowedOrigins } from './allowed-origins.js';
import { createSweepEngine, type SweepEngineOptions } from './engine/create-sweep-engine.js';
import type { ComputeEngine } from './engine/runners/computes/compute-engine.js';
import { computeEngines } from './engine/runners/computes/compute-engines.js';
import { openComputeRegistry } from './engine/runners/computes/compute-registry.js';
import { createLaunches, type Launches } from './engine/runners/launches/launches.js';
import type { SweepEngine } from './engine/sweep-engine.js';
import type { LocalServiceOptions } from './local-service-options.js';
import type { ServeRequest } from './network/listen.js';
import { createAuth } from './server/access/auth.js';
import { createCallService } from './server/access/call-service.js';
import { createServiceFetch } from './server/create-service-app.js';
import { createTrialApp } from './server/create-trial-app.js';
import { bodyLimits } from './server/http/body-limits.js';
import type { ServiceContext } from './server/service-context.js';
import { createWriteGroup } from './server/writes/write-group.js';
import { signingKeyOf } from './service-folder.js';
import type { SqliteDatabaseOptions } from './storage/database/sqlite-database.js';
import { createRunFiles } from './storage/files/disk-run-files.js';
import type { RunStore } from './storage/run-store.js';
import { experimentIdOf, workspaceIdOf } from './storage/scope-ids.js';
import { openRunStore } from './storage/sqlite-run-store.js';

/** The parts of a service, put together; who listens, and who takes the folder's lock, is decided elsewhere. */
export interface AssembledService {
  readonly token: string;
  readonly store: RunStore;
  readonly engine: SweepEngine;
  readonly launches: Launches;
  readonly fetch: ServeRequest;
  /** What other machines reach of it, where they know it by this host. */
  readonly trialFetch: (host: string) => ServeRequest;
}

/** What the two kinds of service differ in. */
export interface ServiceSurroundings
  extends Pick<SweepEngineOptions, 'serviceAddress' | 'environment' | 'runners' | 'onError'> {
  /** Where other machines reach the service; nowhere by default. */
  readonly advertisedAddress?: (() => string | undefined) | undefined;
  /** Whether another process runs the sweeps of this folder. */
  readonly isServedElsewhere: () => boolean;
  /** Is told of requests that failed through no fault of the client's. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
  readonly database?: SqliteDatabaseOptions | undefined;
  /** The kinds of cluster that computes may be of; by default all that this version knows. */
  readonly computeEngines?: readonly ComputeEngine[] | undefined;
}

/** @param folder the absolute path of a folder that is there */
export function assembleService(
  folder: string,
  options: LocalServiceOptions,
  surroundings: ServiceSurroundings,
): AssembledService {
  const {
    isServedElsewhere,
    onFailure,
    database,
    computeEngines: engines = computeEngines,
    ...ofEngine
  } = surroundings;
  const now = options.now ?? (() => new Date());
  const limits = {
    runsPerPage: positive('runsPerPage', options.runsPerPage, 500),
    metricRowsPerPage: positive('metricRowsPerPage', options.metricRowsPerPage, 5000),
    metricNamesPerPage: 10_000,
    bodyBytes: positive('maxBodyBytes', options.maxBodyBytes, bodyLimits.rows),
  };
  const allowedOrigins = checkAllowedOrigins(options.allowedOrigins);
  const auth = createAuth({ signingKey: signingKeyOf(folder), now });
  const store = openRunStore({ ...database, file: join(folder, 'runs.db'), now });
  const files = createRunFiles(folder);
  const launches = createLaunches({ store, issueRunToken: auth.issueRunToken, now });
  const { serviceAddress, advertisedAddress = () => undefined } = surroundings;
  const computes = openComputeRegistry({
    folder,
    engines,
    host: {
      folder,
      files,
      now,
      launches,
      serviceAddress,
      advertisedAddress,
      callService: createCallService((request) => fetch(request), auth),
      environment: surroundings.environment,
    },
    isUsed: (name) => store.unfinishedSweeps().some(({ target }) => target === name),
  });
  const engine = createSweepEngine({
    ...ofEngine,
    computes,
    store,
    files,
    now,
    issueRunToken: auth.issueRunToken,
    experimentId: experimentIdOf,
    workspaceId: workspaceIdOf,
    excludeFromCode: [folder],
  });
  const context: ServiceContext = {
    folder,
    store,
    writes: createWriteGroup(store),
    files,
    engine,
    computes,
    launches,
    auth,
    limits,
    now,
    allowedOrigins,
    isServedElsewhere,
    onFailure,
  };
  const fetch = createServiceFetch(context);
  return {
    token: auth.serviceToken,
    store,
    engine,
    launches,
    fetch,
    trialFetch(host) {
      const app = createTrialApp(context, host);
      return async (request) => app.fetch(request);
    },
  };
}

function positive(option: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError({ option, got: value, takes: 'an integer of at least 1' });
}
