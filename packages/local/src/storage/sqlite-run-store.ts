import { type ChangeFeed, createChangeFeed } from './change-feed.js';
import { openSqliteDatabase, type SqliteDatabase, type SqliteDatabaseOptions } from './database/sqlite-database.js';
import { createSqliteExperiments } from './experiments/sqlite-experiments.js';
import { createSqliteWorkspaces } from './experiments/sqlite-workspaces.js';
import { createSqliteLaunches } from './launches/sqlite-launches.js';
import { KnownRowError } from './metrics/append-metric-rows.js';
import { findLeadingChildren } from './metrics/leading-children.js';
import { readRunsMetrics } from './metrics/runs-metrics.js';
import { readChildMetrics } from './metrics/sqlite-child-metrics.js';
import { createSqliteMetrics, type SqliteMetrics } from './metrics/sqlite-metrics.js';
import type { NewMetricRow } from './metrics/stored-metric.js';
import { migrate } from './migrations/migrate.js';
import { createSqliteModels } from './models/sqlite-models.js';
import type { RunKey } from './run-key.js';
import type { RunStore, StoreChange } from './run-store.js';
import { countChildren } from './runs/count-children.js';
import { listRuns } from './runs/sqlite-run-listing.js';
import { createSqliteRuns } from './runs/sqlite-runs.js';
import type { StoredRun } from './runs/stored-run.js';
import { createSqliteUpkeep } from './sqlite-upkeep.js';

export interface RunStoreOptions extends SqliteDatabaseOptions {
  /** The database file; made where it is missing, in a folder that exists. */
  readonly file: string;
  /** The clock that dates new runs; the system's by default. */
  readonly now?: (() => Date) | undefined;
}

/**
 * How long the write-ahead log may become before its pages are put into the file, 16 MiB: each time costs two waits for the
 * disk and as many pages as were touched since, and scripts that log touch the same ones over and over.
 */
const pagesOfLog = 4000;

/**
 * Opens the runs and metrics of a service's folder.
 *
 * In SQLite's write-ahead log readers and a writer do not wait for each other. `synchronous = FULL` puts each commit on
 * the disk before the call returns: with `NORMAL` a power failure would lose what clients were promised is kept.
 * @throws StorageError where the file is damaged, of another program or of a newer version; nothing is written then
 */
export function openRunStore(options: RunStoreOptions): RunStore {
  const database = openSqliteDatabase(options.file, options);
  try {
    // Counts for a new file only: what is deleted later can be given back to the disk bit by bit.
    database.execute('PRAGMA auto_vacuum = INCREMENTAL');
    migrate(database);
    database.all('PRAGMA journal_mode = WAL');
    database.execute('PRAGMA synchronous = FULL; PRAGMA foreign_keys = ON');
    database.all(`PRAGMA wal_autocheckpoint = ${pagesOfLog}`);
  } catch (error) {
    database.close();
    throw error;
  }
  return createStore(database, options.now ?? (() => new Date()));
}

function createStore(database: SqliteDatabase, now: () => Date): RunStore {
  const workspaces = createSqliteWorkspaces(database);
  const runs = createSqliteRuns(database, workspaces, now);
  const experiments = createSqliteExperiments(database, workspaces, now);
  const models = createSqliteModels(database, workspaces, (key) => runs.sequenceOf(key));
  const launches = createSqliteLaunches(database, (key) => runs.sequenceOf(key));
  const metrics = createSqliteMetrics(database);
  const { transaction, write, subscribe } = createChangeFeed(database);

  return {
    createRun: (run) =>
      write(
        () => runs.create(run),
        (created) => ({ kind: 'run-created', run: created }),
      ),
    addRun: (run) =>
      write(
        () => runs.add(run),
        () => readLater('run-created', () => runs.require(run)),
      ),
    getRun: (key) => runs.get(key),
    getRunProgress: (key) => runs.progressOf(key),
    updateRun: (key, update) =>
      write(
        () => runs.update(key, update),
        (updated) => ({ kind: 'run-updated', run: updated }),
      ),
    changeRun: (key, update) =>
      write(
        () => runs.change(key, update),
        () => readLater('run-updated', () => runs.require(key)),
      ),
    listRuns: (query) => listRuns(database, query, (rows) => runs.toRuns(rows)),
    childrenOf: (key) => runs.childrenOf(key),
    experimentNames: (scope) => runs.experimentNames(scope),
    unfinishedSweeps: () => runs.unfinishedSweeps(),
    appendMetricRows: createAppend(write, metrics, (key) => runs.sequenceOf(key)),
    listMetrics: (key) => metrics.list(runs.sequenceOf(key)),
    getMetric: (key, name) => metrics.get(runs.sequenceOf(key), name),
    readMetricRows: (key, name, query) => metrics.readRows(runs.sequenceOf(key), name, query ?? {}),
    findLatestMetricRow: (key, name) => metrics.findLatestRow(runs.sequenceOf(key), name),
    readMetricRowsByTime: (key, name, range) => metrics.readRowsByTime(runs.sequenceOf(key), name, range),
    readRunsMetrics: (scope, query) => readRunsMetrics(database, scope, query),
    readChildMetrics: (key, query) => readChildMetrics(database, key, query),
    findLeadingChildren: (key, query) => findLeadingChildren(database, key, query),
    countChildren: (key, query) => countChildren(database, key, query),
    getEngineState: (key) => runs.getEngineState(key),
    setEngineState: (key, state) => transaction(() => runs.setEngineState(key, state)),
    experiments: {
      ...experiments,
      make: (scope, tags) => transaction(() => experiments.make(scope, tags)),
      setTags: (scope, tags) => transaction(() => experiments.setTags(scope, tags)),
    },
    models: {
      ...models,
      save: (model) => transaction(() => models.save(model)),
      addMetrics: (model, run, logged) => transaction(() => models.addMetrics(model, run, logged)),
      addLinks: (run, kind, links) => transaction(() => models.addLinks(run, kind, links)),
    },
    launches: {
      ...launches,
      add: (launch) => transaction(() => launches.add(launch)),
      change: (id, update) => transaction(() => launches.change(id, update)),
      remove: (id) => transaction(() => launches.remove(id)),
    },
    ...createSqliteUpkeep(database, runs),
    transaction,
    subscribe,
    close() {
      try {
        // The driver leaves the write-ahead log behind where statements were prepared: whoever copies the file has all.
        database.execute('PRAGMA wal_checkpoint(PASSIVE)');
      } catch {
        // Nothing is lost: the next one to open the file reads the log.
      }
      database.close();
    },
  };
}

/** Adds rows in one transaction; where some of them are known, that is undone and done again without those. */
function createAppend(
  write: ChangeFeed['write'],
  metrics: SqliteMetrics,
  sequenceOf: (key: RunKey) => number,
): RunStore['appendMetricRows'] {
  return (key, rows) => {
    const append = (add: (run: number) => readonly NewMetricRow[]): readonly NewMetricRow[] =>
      write(
        () => add(sequenceOf(key)),
        (added) => (added.length === 0 ? undefined : { kind: 'metrics-logged', key, rows: added }),
      );
    try {
      return append((run) => metrics.append(run, rows));
    } catch (error) {
      if (error instanceof KnownRowError) return append((run) => metrics.appendUnknown(run, rows));
      throw error;
    }
  };
}

/** The change of a run that is read where a listener asks for it. */
function readLater(kind: 'run-created' | 'run-updated', read: () => StoredRun): StoreChange {
  return {
    kind,
    get run() {
      return read();
    },
  };
}
