import type { JsonObject } from '@hyperdrive-run/core/json';
import type { ExperimentStore } from './experiments/experiment-store.js';
import type { LaunchStore } from './launches/launch-store.js';
import type { ChildMetric, ChildMetricsQuery } from './metrics/child-metric.js';
import type { LeadingChildrenQuery } from './metrics/leading-children.js';
import type { MetricsOfRun, RunsMetricsQuery } from './metrics/runs-metrics.js';
import type {
  MetricRowsQuery,
  MetricRowsRange,
  NewMetricRow,
  StoredMetric,
  StoredMetricRow,
} from './metrics/stored-metric.js';
import type { LoggedModelStore } from './models/logged-model-store.js';
import type { RunKey, WorkspaceScope } from './run-key.js';
import type { RunStoreUpkeep } from './run-store-upkeep.js';
import type { ChildCountQuery, ChildCounts } from './runs/count-children.js';
import type { RunPage, RunQuery } from './runs/run-query.js';
import type { NewRun, RunProgress, RunUpdate, StoredRun } from './runs/stored-run.js';

/** What was written, published once it is on disk. */
export type StoreChange =
  | { readonly kind: 'run-created' | 'run-updated'; readonly run: StoredRun }
  | {
      readonly kind: 'metrics-logged';
      readonly key: RunKey;
      /** Only rows that were new, in the order in which they were committed. */
      readonly rows: readonly NewMetricRow[];
    };

/**
 * Where the local service keeps runs and metrics. Synchronous: what a call wrote is on disk when it returns.
 *
 * Errors: `BackendError` with code `run-not-found` for a run that does not exist, `StorageError` where the file cannot be
 * read or written.
 */
export interface RunStore extends RunStoreUpkeep {
  /** @throws BackendError with code `refused` where the workspace has a run of this id, in whatever experiment */
  createRun(run: NewRun): StoredRun;
  /** `createRun` for those who need nothing back: the run is read only where a listener asks for it. */
  addRun(run: NewRun): void;
  getRun(key: RunKey): StoredRun | undefined;
  /** What of a run says how far it is: it costs a fifth of `getRun`. */
  getRunProgress(key: RunKey): RunProgress | undefined;
  updateRun(key: RunKey, update: RunUpdate): StoredRun;
  /** `updateRun` for those who need nothing back: the run is read again only where a listener asks for it. */
  changeRun(key: RunKey, update: RunUpdate): void;
  listRuns(query: RunQuery): RunPage;
  /** All children of a run, hidden ones too, in the order of their creation; reads page by page. */
  childrenOf(key: RunKey): Iterable<StoredRun>;
  /** The experiments of a workspace that have runs, by name. */
  experimentNames(scope: WorkspaceScope): readonly string[];
  /** Runs of type `hyperdrive` in any scope whose status is not Completed, Failed or Canceled, oldest first. */
  unfinishedSweeps(): readonly StoredRun[];

  /** Returns the rows that were new: one whose metricId is known adds nothing. */
  appendMetricRows(key: RunKey, rows: readonly NewMetricRow[]): readonly NewMetricRow[];
  /** The run's metrics in the order in which their names were first logged. */
  listMetrics(key: RunKey): readonly StoredMetric[];
  getMetric(key: RunKey, name: string): StoredMetric | undefined;
  /** Rows in the order in which they were committed; none where the name was never logged. */
  readMetricRows(key: RunKey, name: string, query?: MetricRowsQuery): readonly StoredMetricRow[];
  /**
   * The row of a metric with the greatest step, of those the latest, of those the last committed one. No step counts as 0. All
   * rows are looked at, part by part; between two parts it yields.
   */
  findLatestMetricRow(key: RunKey, name: string): Generator<undefined, StoredMetricRow | undefined>;
  /**
   * The rows of a metric by time, then step, then commit. No step counts as 0. Reads part by part; between two parts it yields
   * `undefined`, so that others get their turn.
   */
  readMetricRowsByTime(key: RunKey, name: string, range: MetricRowsRange): Iterable<StoredMetricRow | undefined>;
  /**
   * All that some runs logged, of those that exist and whose rows there is room for. Reads part by part; between two parts it
   * yields `undefined`.
   */
  readRunsMetrics(scope: WorkspaceScope, query: RunsMetricsQuery): Iterable<MetricsOfRun | undefined>;
  /**
   * A metric of the children of a run, hidden ones too, in the order of their creation: of each child those rows among which
   * the one is that stands for it. Reads part by part; between two parts it yields `undefined`, so that others get their turn.
   */
  readChildMetrics(key: RunKey, query: ChildMetricsQuery): Iterable<ChildMetric | undefined>;
  /**
   * The ids of the children, without hidden ones, among which the first of each status are by the best value of a metric;
   * `undefined` where they are too many to be named. Between two parts it yields.
   */
  findLeadingChildren(key: RunKey, query: LeadingChildrenQuery): Generator<undefined, readonly string[] | undefined>;
  /** How many children a run has in each status, without hidden ones. Between two parts it yields. */
  countChildren(key: RunKey, query: ChildCountQuery): Generator<undefined, ChildCounts>;

  /** What the engine must remember of a run beyond what clients see. */
  getEngineState(key: RunKey): JsonObject | undefined;
  setEngineState(key: RunKey, state: JsonObject): void;

  readonly experiments: ExperimentStore;
  readonly models: LoggedModelStore;
  readonly launches: LaunchStore;

  /** Does all of `work`'s writing or, where it throws, nothing of it. Calls inside one another are one transaction. */
  transaction<T>(work: () => T): T;
  /** Calls `listener` after each write is committed, in order. Returns a function that ends it. */
  subscribe(listener: (change: StoreChange) => void): () => void;
  close(): void;
}
