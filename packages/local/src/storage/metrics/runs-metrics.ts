import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { WorkspaceScope } from '../run-key.js';
import { countRows, rowsAtOnce } from './listed-series.js';
import type { StoredMetric, StoredMetricRow } from './stored-metric.js';
import { toStoredCells, toStoredMetric } from './to-stored-metric.js';

/** Runs that are looked at by one statement. */
const runsAtOnce = 100;

/** Which metrics of which runs to read. */
export interface RunsMetricsQuery {
  readonly runIds: readonly string[];
  /** Only these metrics. */
  readonly names?: readonly string[] | undefined;
  /** So many rows at most, of all runs together. */
  readonly mostRows: number;
}

/** What a row contains, without its own identity. */
export type StoredCells = Pick<StoredMetricRow, 'data' | 'step' | 'time'>;

/** All that a run logged. */
export interface MetricsOfRun {
  readonly runId: string;
  /** In the order in which their names were first logged. */
  readonly metrics: readonly { readonly metric: StoredMetric; readonly rows: readonly StoredCells[] }[];
}

interface Series {
  readonly id: number;
  readonly metric: StoredMetric;
  /** Counted up to one more than a statement reads. */
  readonly count: number;
  rows: readonly StoredCells[];
}

interface RunWithSeries {
  readonly runId: string;
  readonly series: Series[];
}

/**
 * Reads all that some runs logged, in statements of some milliseconds.
 * @returns the runs that exist and whose rows there is room for, in the order in which they were created; `undefined` where a
 *   statement has been made since the last one
 */
export function* readRunsMetrics(
  database: SqliteDatabase,
  scope: WorkspaceScope,
  { runIds, names, mostRows }: RunsMetricsQuery,
): Iterable<MetricsOfRun | undefined> {
  let room = mostRows;
  const ids = [...new Set(runIds)];
  for (let first = 0; first < ids.length; first += runsAtOnce) {
    const runs = findSeries(database, scope, ids.slice(first, first + runsAtOnce), names);
    yield undefined;
    for (const group of grouped(runs)) {
      const [alone] = group;
      const isLong = group.length === 1 && alone !== undefined && rowsOf(alone) > rowsAtOnce;
      const isRead = isLong ? yield* readLong(database, alone, room) : readShort(database, group);
      if (!isRead) continue;
      yield undefined;
      for (const { runId, series } of group) {
        const rows = series.reduce((sum, one) => sum + one.rows.length, 0);
        if (rows > room) continue;
        room -= rows;
        yield { runId, metrics: series };
      }
    }
  }
}

function findSeries(
  database: SqliteDatabase,
  { subscriptionId, resourceGroup, workspaceName }: WorkspaceScope,
  runIds: readonly string[],
  names: readonly string[] | undefined,
): readonly RunWithSeries[] {
  const isNamed = names === undefined ? '' : 'AND metrics.name IN (SELECT value FROM json_each(?))';
  const sql = `
SELECT runs.run_id, metrics.id AS metric, metrics.name, metric_type, columns, (${countRows}) AS row_count
  FROM runs LEFT JOIN metrics ON metrics.run = runs.sequence ${isNamed}
  WHERE workspace = (SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?)
    AND run_id IN (SELECT value FROM json_each(?))
  ORDER BY runs.sequence, metrics.id`;
  const named = names === undefined ? [] : [writeJson(names)];
  const found = new Map<string, RunWithSeries>();
  for (const row of database.all(sql, ...named, subscriptionId, resourceGroup, workspaceName, writeJson(runIds))) {
    const runId = textOf(row, 'run_id');
    const run = found.get(runId) ?? { runId, series: [] };
    found.set(runId, run);
    if (row.get('metric') === null) continue;
    const series = { id: numberOf(row, 'metric'), metric: toStoredMetric(row), count: numberOf(row, 'row_count') };
    run.series.push({ ...series, rows: [] });
  }
  return [...found.values()];
}

function rowsOf({ series }: RunWithSeries): number {
  return series.reduce((sum, { count }) => sum + count, 0);
}

/** Groups of which one statement can read all rows; a run with more is a group of its own. */
function* grouped(runs: readonly RunWithSeries[]): Iterable<readonly RunWithSeries[]> {
  let group: RunWithSeries[] = [];
  let rows = 0;
  for (const run of runs) {
    const more = rowsOf(run);
    if (rows + more > rowsAtOnce && group.length > 0) {
      yield group;
      group = [];
      rows = 0;
    }
    group.push(run);
    rows += more;
  }
  if (group.length > 0) yield group;
}

function readShort(database: SqliteDatabase, group: readonly RunWithSeries[]): boolean {
  const series = group.flatMap((run) => run.series);
  const sql = `SELECT metric, step, time, data FROM metric_rows WHERE metric IN (SELECT value FROM json_each(?))
    ORDER BY metric, sequence`;
  const rows = new Map<number, StoredCells[]>();
  for (const row of database.all(sql, writeJson(series.map(({ id }) => id)))) {
    const metric = numberOf(row, 'metric');
    const known = rows.get(metric);
    if (known === undefined) rows.set(metric, [toStoredCells(row)]);
    else known.push(toStoredCells(row));
  }
  for (const one of series) one.rows = rows.get(one.id) ?? [];
  return true;
}

/** Reads a run part by part. Returns whether there was room for all of it. */
function* readLong(
  database: SqliteDatabase,
  { series }: RunWithSeries,
  mostRows: number,
): Generator<undefined, boolean> {
  const sql =
    'SELECT sequence, step, time, data FROM metric_rows WHERE metric = ? AND sequence > ? ORDER BY sequence LIMIT ?';
  let room = mostRows;
  for (const one of series) {
    const read: StoredCells[] = [];
    for (let after = 0; ; ) {
      const rows = database.all(sql, one.id, after, rowsAtOnce);
      for (const row of rows) read.push(toStoredCells(row));
      room -= rows.length;
      if (room < 0) return false;
      yield undefined;
      const last = rows.at(-1);
      if (last === undefined || rows.length < rowsAtOnce) break;
      after = numberOf(last, 'sequence');
    }
    one.rows = read;
  }
  return true;
}
