import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlValue } from '../database/sqlite-database.js';
import { appendMetricRows, appendUnknownRows } from './append-metric-rows.js';
import { findLatestRow, readRowsByTime } from './ordered-rows.js';
import type { MetricRowsQuery, MetricRowsRange, NewMetricRow, StoredMetric, StoredMetricRow } from './stored-metric.js';
import { toStoredMetric, toStoredRow } from './to-stored-metric.js';

/** The metrics of the store, by the sequence of their run: the statements and nothing else. */
export interface SqliteMetrics {
  /** @throws KnownRowError where one of them is known, after it has written some */
  append(run: number, rows: readonly NewMetricRow[]): readonly NewMetricRow[];
  /** `append` without the known rows. */
  appendUnknown(run: number, rows: readonly NewMetricRow[]): readonly NewMetricRow[];
  list(run: number): readonly StoredMetric[];
  get(run: number, name: string): StoredMetric | undefined;
  readRows(run: number, name: string, query: MetricRowsQuery): readonly StoredMetricRow[];
  findLatestRow(run: number, name: string): Generator<undefined, StoredMetricRow | undefined>;
  readRowsByTime(run: number, name: string, range: MetricRowsRange): Generator<StoredMetricRow | undefined>;
}

export function createSqliteMetrics(database: SqliteDatabase): SqliteMetrics {
  function idOf(run: number, name: string): number | undefined {
    const found = database.all('SELECT id FROM metrics WHERE run = ? AND name = ?', run, name)[0];
    return found && numberOf(found, 'id');
  }

  function readRows(run: number, name: string, query: MetricRowsQuery): readonly StoredMetricRow[] {
    const metric = idOf(run, name);
    if (metric === undefined) return [];
    const conditions = ['metric = ?'];
    const values: SqlValue[] = [metric];
    const add = (condition: string, value: number | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    add('sequence > ?', query.afterSequence);
    add('time >= ?', query.startTime?.getTime());
    add('time <= ?', query.endTime?.getTime());
    const sql = `SELECT * FROM metric_rows WHERE ${conditions.join(' AND ')} ORDER BY sequence LIMIT ?`;
    return database.all(sql, ...values, query.limit ?? -1).map(toStoredRow);
  }

  return {
    append: (run, rows) => appendMetricRows(database, run, rows),
    appendUnknown: (run, rows) => appendUnknownRows(database, run, rows),
    list: (run) => database.all('SELECT * FROM metrics WHERE run = ? ORDER BY id', run).map(toStoredMetric),
    get(run, name) {
      const row = database.all('SELECT * FROM metrics WHERE run = ? AND name = ?', run, name)[0];
      return row === undefined ? undefined : toStoredMetric(row);
    },
    readRows,
    *findLatestRow(run, name) {
      const metric = idOf(run, name);
      return metric === undefined ? undefined : yield* findLatestRow(database, metric);
    },
    *readRowsByTime(run, name, range) {
      const metric = idOf(run, name);
      if (metric !== undefined) yield* readRowsByTime(database, metric, range);
    },
  };
}
