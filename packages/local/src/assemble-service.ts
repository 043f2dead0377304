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
import { createAuth } from './server/access/auth.js';
import { createCallService } from './server/access/call-service.js';
import { createServiceFetch } from './server/create-service-app.js';
import { bodyLimits } from './server/http/body-limits.js';
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
  readonly fetch: (request: Request) => Promise<Response>;
}

/** What the two kinds of service differ in. */
export interface ServiceSurroundings
  extends Pick<SweepEngineOptions, 'serviceAddress' | 'environment' | 'runners' | 'onError'> {
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
  const { serviceAddress } = surroundings;
  const computes = openComputeRegistry({
    folder,
    engines,
    host: {
      folder,
      files,
      now,
      launches,
      serviceAddress,
      advertisedAddress: () => undefined,
      callService: createCallService((request) => fetch(request), auth),
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
  const fetch = createServiceFetch({
    folder,
    store,
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
  });
  return { token: auth.serviceToken, store, engine, launches, fetch };
}

function positive(option: string, value: number | undefined, otherwise: number): number {
  if (value === undefined) return otherwise;
  if (Number.isSafeInteger(value) && value > 0) return value;
  throw new InvalidArgumentError({ option, got: value, takes: 'an integer of at least 1' });
}
