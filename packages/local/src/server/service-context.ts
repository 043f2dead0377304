import type { Context, Hono } from 'hono';
import type { ComputeRegistry } from '../engine/runners/computes/compute-registry.js';
import type { Launches } from '../engine/runners/launches/launches.js';
import type { SweepEngine } from '../engine/sweep-engine.js';
import type { RunFiles } from '../storage/files/run-files.js';
import type { RunStore } from '../storage/run-store.js';
import type { Auth, Principal } from './access/auth.js';
import type { WriteGroup } from './writes/write-group.js';

/** How much one response or one request may contain. */
export interface ServiceLimits {
  /** Runs on a page. Clients that ask for more get this many. */
  readonly runsPerPage: number;
  /** Rows on a page of a metric's values. */
  readonly metricRowsPerPage: number;
  /** Names on a page of a run's metrics. Python's client reads the first page only. */
  readonly metricNamesPerPage: number;
  /** Bytes of a request's body, beside the limit of its route; a longer one is refused with 413. */
  readonly bodyBytes: number;
}

/** What the routes work with. */
export interface ServiceContext {
  /** The service's folder, absolute. */
  readonly folder: string;
  readonly store: RunStore;
  /** For calls that are made often and write little: what arrives together waits for the disk once. */
  readonly writes: WriteGroup;
  readonly files: RunFiles;
  readonly engine: SweepEngine;
  readonly computes: ComputeRegistry;
  /** Starts of trials on other machines. */
  readonly launches: Launches;
  readonly auth: Auth;
  readonly limits: ServiceLimits;
  readonly now: () => Date;
  /** Origins whose pages may ask, beside the service's own. */
  readonly allowedOrigins: ReadonlySet<string>;
  /** Whether another process runs the sweeps of this folder. */
  readonly isServedElsewhere: () => boolean;
  /** Is called with what led to a status of 500 or more. */
  readonly onFailure?: ((error: unknown) => void) | undefined;
}

/** What the guards leave for the routes. */
export interface ServiceEnvironment {
  Variables: { principal: Principal; requestId: string };
}

export type ServiceApp = Hono<ServiceEnvironment>;
export type RequestContext = Context<ServiceEnvironment>;
