import type { HyperDriveConfig } from '../config/model/hyperdrive-config.js';
import type { HyperDriveError } from '../errors/hyperdrive-error.js';
import type { Metric } from '../metrics/metric.js';
import type { MetricReading, MetricScope } from '../metrics/metric-series.js';
import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { RunDetails, RunRecord } from '../runs/run.js';
import type { RunScope } from '../runs/run-scope.js';
import type { RunStatus } from '../runs/run-status.js';
import type { CallOptions } from './abort-signal.js';
import type { JobSubmission } from './job-submission.js';

/** The metrics of one run, or why they could not be read. The two are never mixed up with "nothing was logged". */
export type RunMetricsResult =
  | { readonly kind: 'read'; readonly runId: string; readonly metrics: ReadonlyMap<string, Metric> }
  | { readonly kind: 'unreadable'; readonly runId: string; readonly error: HyperDriveError };

/** The one value that stands for a run, or why it could not be read. */
export type RunReadingResult =
  | { readonly kind: 'read'; readonly runId: string; readonly reading: MetricReading }
  | Extract<RunMetricsResult, { readonly kind: 'unreadable' }>;

export interface GetRunDetailsOptions extends CallOptions {
  /** What is known of the run. A backend that would have to ask for it beside the details takes it as it is. */
  readonly known?: RunRecord | undefined;
}

export interface ListChildRunsOptions extends CallOptions {
  /** Only children with one of these statuses. */
  readonly status?: readonly RunStatus[] | undefined;
  /** Also the children of children, all the way down. Default false. */
  readonly recursive?: boolean | undefined;
  /** How many runs to ask for at once; the backend's own default where undefined. */
  readonly pageSize?: number | undefined;
}

export interface GetMetricsOptions extends CallOptions {
  /** Only these metrics. A name that a run never logged is missing from its answer, and no failure. */
  readonly names?: readonly string[] | undefined;
  /**
   * The sweep that all these runs are children of, or below. It changes no result: a backend that can ask for many runs at
   * once remembers by it what it learned of the sweep.
   */
  readonly childrenOf?: string | undefined;
}

/** Which value stands for a run: of which metric, under which goal, and which of all that were logged. */
export interface GetMetricReadingsOptions extends CallOptions {
  /** The metric's name. */
  readonly name: string;
  /** Whether more of the metric is better, or less. */
  readonly goal: PrimaryMetricGoal;
  /** Which of the logged values stands for the run. */
  readonly scope: MetricScope;
  /** As in {@link GetMetricsOptions}. */
  readonly childrenOf?: string | undefined;
}

/** Which children lead: by which metric, under which goal. */
export interface GetLeadingChildrenOptions extends CallOptions {
  /** The metric's name. */
  readonly name: string;
  /** Whether more of the metric is better, or less. Of what a child logged its best value counts. */
  readonly goal: PrimaryMetricGoal;
  /** How many of each status, at least 1. */
  readonly top: number;
}

/** A child with the value that stands for it. */
export interface LeadingChild {
  readonly record: RunRecord;
  readonly reading: MetricReading;
}

/** The children among which the first of each status are, and how many children there are. */
export interface LeadingChildren {
  /**
   * In listing order. Each child of a status that is left out is behind `top` of the same status that are here, or has no
   * value.
   */
  readonly children: readonly LeadingChild[];
  /** Of all that a listing returns, how many have each status. */
  readonly statuses: ReadonlyMap<RunStatus, number>;
}

/** Which children are counted. */
export interface CountChildRunsOptions extends CallOptions {
  /** Not those with these ids. */
  readonly except?: readonly string[] | undefined;
}

/** What a run was called with, as far as its service keeps that beside the run. */
export interface RunDefinition {
  readonly runId: string;
  readonly tags?: ReadonlyMap<string, string> | undefined;
  readonly properties?: ReadonlyMap<string, string> | undefined;
  /** The run's parameters as text, where the service keeps some. */
  readonly parameters?: ReadonlyMap<string, string> | undefined;
  /** The arguments of its command line, word by word. */
  readonly arguments: readonly string[];
  /** Its whole command line, where that is all there is. */
  readonly command?: string | undefined;
}

export interface ListSweepsOptions extends CallOptions {
  /** Only sweeps with one of these statuses. */
  readonly status?: readonly RunStatus[] | undefined;
}

/** What can be changed of a run. Only what is given is touched. */
export interface RunChanges {
  readonly setTags?: ReadonlyMap<string, string> | undefined;
  readonly removeTags?: readonly string[] | undefined;
  readonly addProperties?: ReadonlyMap<string, string> | undefined;
  readonly displayName?: string | undefined;
  readonly description?: string | undefined;
  /** Whether listings leave the run out. */
  readonly hidden?: boolean | undefined;
}

/**
 * The one port: what a place where sweeps run must be able to do. Adapters implement it and decide nothing; the rules decide.
 *
 * - Every call rejects with an error of this package's family, or with the signal's own reason after an abort.
 * - What a backend cannot do rejects with an `UnsupportedOperationError`; no method is missing but those that spare
 *   requests where a service can be asked about many runs at once: `getMetricReadings`, `getRunDefinitions`,
 *   `getLeadingChildren`, `countChildRuns`; and those of services that take whole jobs: `submitJob`, `planJob`.
 * - Listings are lazy: a page is fetched when the caller gets there.
 * - A run that does not exist is a `BackendError` with code `run-not-found`, in listings too; `getMetrics` reports it of
 *   that run.
 * - A backend whose service keeps runs without a parent may answer the id of `experimentSweepId` as if it were one.
 */
export interface SweepBackend {
  /** A name for messages, such as `Azure ML`. */
  readonly displayName: string;
  /** Where this backend looks for runs. */
  readonly scope: RunScope;

  /** @throws BackendError with code `run-not-found` where there is no such run */
  getRun(runId: string, options?: CallOptions): Promise<RunRecord>;
  /** The run with what only a request of its own brings. @throws BackendError with code `run-not-found` */
  getRunDetails(runId: string, options?: GetRunDetailsOptions): Promise<RunDetails>;
  /**
   * The children of a run in listing order: the order of the service's `StartTimeUtc desc`. Nobody sorts it again.
   * Hidden runs are not among them.
   */
  listChildRuns(parentId: string, options?: ListChildRunsOptions): AsyncIterable<RunRecord>;
  /** Sweeps' parent runs in this scope, newest first. */
  listSweeps(options?: ListSweepsOptions): AsyncIterable<RunRecord>;
  /** The metrics of many runs, each as it arrives, in any order, exactly one result for each id. */
  getMetrics(runIds: readonly string[], options?: GetMetricsOptions): AsyncIterable<RunMetricsResult>;
  /**
   * What core's `readMetric` says of each of many runs, without all that they logged on the way: exactly one result for
   * each id, in any order. Whoever calls a backend without it reads the metrics and asks `readMetric` itself.
   */
  readonly getMetricReadings?:
    | ((runIds: readonly string[], options: GetMetricReadingsOptions) => AsyncIterable<RunReadingResult>)
    | undefined;
  /**
   * The children that may be the best ones, without all others. Whoever calls a backend without it, or gets `undefined`
   * because the service cannot say that of this sweep, reads all children.
   */
  readonly getLeadingChildren?:
    | ((parentId: string, options: GetLeadingChildrenOptions) => Promise<LeadingChildren | undefined>)
    | undefined;
  /** How many of the children that a listing returns have each status; `undefined` as in `getLeadingChildren`. */
  readonly countChildRuns?:
    | ((parentId: string, options?: CountChildRunsOptions) => Promise<ReadonlyMap<RunStatus, number> | undefined>)
    | undefined;
  /**
   * What many runs were called with: one result for each run that exists, in any order. Whoever calls a backend without it
   * asks `getRunDetails` of each run.
   */
  readonly getRunDefinitions?:
    | ((runIds: readonly string[], options?: CallOptions) => AsyncIterable<RunDefinition>)
    | undefined;
  /** Resolves where the service accepted; see the error codes `run-not-found`, `refused`, `already-finished`. */
  cancelSweep(runId: string, options?: CallOptions): Promise<void>;
  /** Cancels one run alone, such as a child. Errors as `cancelSweep`. */
  cancelRun(runId: string, options?: CallOptions): Promise<void>;
  /**
   * Submits a sweep and answers its parent run, whose tags hold the config. Never repeated by itself: a lost answer must
   * not start two sweeps.
   */
  submitSweep(config: HyperDriveConfig, options?: CallOptions): Promise<RunRecord>;
  /**
   * Submits a whole job of Azure ML, with the files that it names, and returns its run. Only services that take such jobs have it.
   * A job with a name may be submitted again: it is one job.
   * @throws LocalFilesError where a file is missing or cannot be read; nothing was sent then
   */
  readonly submitJob?: ((submission: JobSubmission, options?: CallOptions) => Promise<RunRecord>) | undefined;
  /**
   * What {@link submitJob} would send, as JSON: `[{method, path, query, body}]`, with what only answers tell in braces. Sends
   * nothing and needs no token.
   */
  readonly planJob?: ((submission: JobSubmission, options?: CallOptions) => Promise<string>) | undefined;
  /** Changes what is given of a run and answers it as it is then. */
  updateRun(runId: string, changes: RunChanges, options?: CallOptions): Promise<RunRecord>;
  /** The names of a run's files, logs included. */
  listFiles(runId: string, options?: CallOptions): AsyncIterable<string>;
  /** A file's content as it arrives. @throws BackendError with code `run-not-found` where run or file are missing */
  openFile(runId: string, name: string, options?: CallOptions): Promise<AsyncIterable<Uint8Array>>;
  /** A page for people about the run, or `undefined` where the backend has none. */
  getPortalUrl(runId: string): string | undefined;
  /** The same service and credentials in another scope. What the given scope leaves out stays as it is. */
  withScope(scope: RunScope): SweepBackend;
}
