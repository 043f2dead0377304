import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlValue } from '../database/sqlite-database.js';
import { appendMetricRows, appendUnknownRows } from './append-metric-rows.js';
import type { MetricRowsQuery, NewMetricRow, StoredMetric, StoredMetricRow } from './stored-metric.js';
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
}

const orders = {
  committed: 'sequence',
  'latest-first': 'coalesce(step, 0) DESC, time DESC, sequence DESC',
  'by-time': 'time, coalesce(step, 0), sequence',
} as const;

export function createSqliteMetrics(database: SqliteDatabase): SqliteMetrics {
  function readRows(run: number, name: string, query: MetricRowsQuery): readonly StoredMetricRow[] {
    const found = database.all('SELECT id FROM metrics WHERE run = ? AND name = ?', run, name)[0];
    if (found === undefined) return [];
    const conditions = ['metric = ?'];
    const values: SqlValue[] = [numberOf(found, 'id')];
    const add = (condition: string, value: number | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    add('sequence > ?', query.afterSequence);
    add('time >= ?', query.startTime?.getTime());
    add('time <= ?', query.endTime?.getTime());
    const sql = `SELECT * FROM metric_rows WHERE ${conditions.join(' AND ')} ORDER BY ${orders[query.order ?? 'committed']} LIMIT ? OFFSET ?`;
    return database.all(sql, ...values, query.limit ?? -1, query.offset ?? 0).map(toStoredRow);
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
  };
}
