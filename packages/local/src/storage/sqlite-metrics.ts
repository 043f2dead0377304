import { isJsonObject, type JsonObject, type MetricColumnType, parseJson, writeJson } from '@hyperdrive-run/core';
import { mergeColumns } from './merge-columns.js';
import { numberOf, optionalNumberOf, textOf } from './sql-row.js';
import type { SqliteDatabase, SqlRow, SqlValue } from './sqlite-database.js';
import type { MetricRowsQuery, NewMetricRow, StoredMetric, StoredMetricRow } from './stored-metric.js';

/** The metrics of the store, by the sequence of their run: the statements and nothing else. */
export interface SqliteMetrics {
  append(run: number, rows: readonly NewMetricRow[]): readonly NewMetricRow[];
  list(run: number): readonly StoredMetric[];
  get(run: number, name: string): StoredMetric | undefined;
  readRows(run: number, name: string, query: MetricRowsQuery): readonly StoredMetricRow[];
}

const orders = {
  committed: 'sequence',
  'latest-first': 'coalesce(step, 0) DESC, time DESC, sequence DESC',
  'by-time': 'time, coalesce(step, 0), sequence',
} as const;

/** A metric while rows are added to it. Its columns are written once, after the last of them. */
interface OpenMetric {
  readonly id: number;
  readonly columns: Map<string, MetricColumnType>;
  /** The columns of the row before: rows of one delivery share theirs. */
  added?: ReadonlyMap<string, MetricColumnType> | undefined;
  isWidened: boolean;
}

export function createSqliteMetrics(database: SqliteDatabase): SqliteMetrics {
  function find(run: number, name: string): OpenMetric | undefined {
    const row = database.all('SELECT * FROM metrics WHERE run = ? AND name = ?', run, name)[0];
    if (row === undefined) return undefined;
    return { id: numberOf(row, 'id'), columns: new Map(toMetric(row).columns), isWidened: false };
  }

  function define(run: number, row: NewMetricRow): OpenMetric {
    const [inserted = unreachable()] = database.all(
      'INSERT INTO metrics (run, name, metric_type, columns) VALUES (?, ?, ?, ?) RETURNING id',
      run,
      row.name,
      row.metricType,
      writeJson(row.columns),
    );
    return { id: numberOf(inserted, 'id'), columns: new Map(row.columns), added: row.columns, isWidened: false };
  }

  function widen(metric: OpenMetric, { columns }: NewMetricRow): void {
    if (metric.added === columns) return;
    metric.added = columns;
    if (mergeColumns(metric.columns, columns)) metric.isWidened = true;
  }

  function isKnown(run: number, metricId: string): boolean {
    return database.all('SELECT 1 FROM metric_rows WHERE run = ? AND metric_id = ?', run, metricId).length > 0;
  }

  function append(run: number, rows: readonly NewMetricRow[]): readonly NewMetricRow[] {
    const metrics = new Map<string, OpenMetric>();
    const added = rows.filter((row) => {
      const found = metrics.get(row.name) ?? find(run, row.name);
      // A row that is there already defines no metric either.
      if (found === undefined && isKnown(run, row.metricId)) return false;
      const metric = found ?? define(run, row);
      metrics.set(row.name, metric);
      const inserted = database.run(
        `INSERT INTO metric_rows (metric, run, metric_id, step, time, data) VALUES (?, ?, ?, ?, ?, ?)
          ON CONFLICT (run, metric_id) DO NOTHING`,
        metric.id,
        run,
        row.metricId,
        row.step ?? null,
        row.time.getTime(),
        writeJson(row.data),
      );
      if (inserted > 0) widen(metric, row);
      return inserted > 0;
    });
    for (const { id, columns, isWidened } of metrics.values()) {
      if (isWidened) database.run('UPDATE metrics SET columns = ? WHERE id = ?', writeJson(columns), id);
    }
    return added;
  }

  function readRows(run: number, name: string, query: MetricRowsQuery): readonly StoredMetricRow[] {
    const metric = find(run, name);
    if (metric === undefined) return [];
    const conditions = ['metric = ?'];
    const values: SqlValue[] = [metric.id];
    const add = (condition: string, value: number | undefined): void => {
      if (value === undefined) return;
      conditions.push(condition);
      values.push(value);
    };
    add('sequence > ?', query.afterSequence);
    add('time >= ?', query.startTime?.getTime());
    add('time <= ?', query.endTime?.getTime());
    const sql = `SELECT * FROM metric_rows WHERE ${conditions.join(' AND ')} ORDER BY ${orders[query.order ?? 'committed']} LIMIT ? OFFSET ?`;
    return database.all(sql, ...values, query.limit ?? -1, query.offset ?? 0).map(toMetricRow);
  }

  return {
    append,
    list: (run) => database.all('SELECT * FROM metrics WHERE run = ? ORDER BY id', run).map(toMetric),
    get(run, name) {
      const row = database.all('SELECT * FROM metrics WHERE run = ? AND name = ?', run, name)[0];
      return row === undefined ? undefined : toMetric(row);
    },
    readRows,
  };
}

function toMetric(row: SqlRow): StoredMetric {
  const columns = new Map<string, MetricColumnType>();
  for (const [name, type] of objectOf(row, 'columns')) if (typeof type === 'string') columns.set(name, type);
  return { name: textOf(row, 'name'), metricType: textOf(row, 'metric_type'), columns };
}

function toMetricRow(row: SqlRow): StoredMetricRow {
  return {
    sequence: numberOf(row, 'sequence'),
    metricId: textOf(row, 'metric_id'),
    data: objectOf(row, 'data'),
    step: optionalNumberOf(row, 'step'),
    time: new Date(numberOf(row, 'time')),
  };
}

function objectOf(row: SqlRow, column: string): JsonObject {
  const value = parseJson(textOf(row, column));
  return isJsonObject(value) ? value : new Map();
}

function unreachable(): never {
  throw new TypeError('SQLite lost a metric that was just written.');
}
