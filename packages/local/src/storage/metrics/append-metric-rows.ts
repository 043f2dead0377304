import { InvalidArgumentError, type MetricColumnType } from '@hyperdrive-run/core';
import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf, textOf } from '../database/sql-row.js';
import { placeholders, slices, tuples } from '../database/sql-slices.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import { mergeColumns } from './merge-columns.js';
import { mostColumns, type NewMetricRow } from './stored-metric.js';
import { toStoredMetric } from './to-stored-metric.js';

/** A metric while rows are added to it. Its columns are written once, after the last of them. */
interface OpenMetric {
  readonly id: number;
  readonly columns: Map<string, MetricColumnType>;
  /** The columns of the row before: rows of one delivery share theirs. */
  added?: ReadonlyMap<string, MetricColumnType> | undefined;
  isWidened: boolean;
}

/** Some of the rows that were to be inserted are known: what was inserted with them is to be undone. */
export class KnownRowError extends Error {}

/**
 * Adds rows in their order, many in one statement.
 *
 * They are inserted without asking before which of them are known: nearly always none is, and the index of ids says so
 * meanwhile. Where a delivery is a repeated one, it is undone and done again by {@link appendUnknownRows}.
 * @throws KnownRowError where one of them is known
 * @throws InvalidArgumentError where a metric would have more than 1000 columns
 */
export function appendMetricRows(
  database: SqliteDatabase,
  run: number,
  rows: readonly NewMetricRow[],
): readonly NewMetricRow[] {
  insertRows(database, run, rows);
  return rows;
}

/**
 * Adds those of some rows whose ids are not known. A known one adds nothing and defines no metric.
 * @returns those that were added
 * @throws InvalidArgumentError where a metric would have more than 1000 columns
 */
export function appendUnknownRows(
  database: SqliteDatabase,
  run: number,
  rows: readonly NewMetricRow[],
): readonly NewMetricRow[] {
  const added = newRows(database, run, rows);
  insertRows(database, run, added);
  return added;
}

/** @throws KnownRowError where one of them is known */
function insertRows(database: SqliteDatabase, run: number, rows: readonly NewMetricRow[]): void {
  const metrics = openMetrics(database, run, rows);
  const openMetric = (name: string): OpenMetric => metrics.get(name) ?? unreachable();
  for (const part of slices(rows)) {
    const values = part.flatMap(({ name, metricId, step, time, data }) => [
      openMetric(name).id,
      run,
      metricId,
      step ?? null,
      time.getTime(),
      writeJson(data),
    ]);
    const sql = `INSERT INTO metric_rows (metric, run, metric_id, step, time, data) VALUES ${tuples(6, part.length)}
      ON CONFLICT (run, metric_id) DO NOTHING`;
    if (database.run(sql, ...values) < part.length) throw new KnownRowError();
  }
  for (const { name, columns } of rows) widen(openMetric(name), name, columns);
  for (const { id, columns, isWidened } of metrics.values()) {
    if (isWidened) database.run('UPDATE metrics SET columns = ? WHERE id = ?', writeJson(columns), id);
  }
}

/** The rows whose ids are new, in the run and in the delivery. */
function newRows(database: SqliteDatabase, run: number, rows: readonly NewMetricRow[]): readonly NewMetricRow[] {
  const seen = new Set<string>();
  for (const part of slices(rows)) {
    const sql = `SELECT metric_id FROM metric_rows WHERE run = ? AND metric_id IN (${placeholders(part.length)})`;
    const ids = part.map(({ metricId }) => metricId);
    for (const row of database.all(sql, run, ...ids)) seen.add(textOf(row, 'metric_id'));
  }
  return rows.filter(({ metricId }) => !seen.has(metricId) && seen.add(metricId));
}

/** The metrics of rows by name. Those that were never logged before are defined, each as its first row says. */
function openMetrics(
  database: SqliteDatabase,
  run: number,
  rows: readonly NewMetricRow[],
): ReadonlyMap<string, OpenMetric> {
  const metrics = new Map<string, OpenMetric>();
  const first = new Map<string, NewMetricRow>();
  for (const row of rows) if (!first.has(row.name)) first.set(row.name, row);
  for (const names of slices([...first.keys()])) {
    const sql = `SELECT * FROM metrics WHERE run = ? AND name IN (${placeholders(names.length)})`;
    for (const row of database.all(sql, run, ...names)) {
      const { name, columns } = toStoredMetric(row);
      metrics.set(name, { id: numberOf(row, 'id'), columns: new Map(columns), isWidened: false });
      first.delete(name);
    }
  }
  for (const part of slices([...first.values()])) {
    const sql = `INSERT INTO metrics (run, name, metric_type, columns) VALUES ${tuples(4, part.length)} RETURNING id, name`;
    const values = part.flatMap(({ name, metricType, columns }) => [run, name, metricType, writeJson(columns)]);
    for (const row of database.all(sql, ...values)) {
      const name = textOf(row, 'name');
      const { columns } = first.get(name) ?? unreachable();
      metrics.set(name, { id: numberOf(row, 'id'), columns: new Map(columns), added: columns, isWidened: false });
    }
  }
  return metrics;
}

function widen(metric: OpenMetric, name: string, columns: ReadonlyMap<string, MetricColumnType>): void {
  if (metric.added === columns) return;
  metric.added = columns;
  if (!mergeColumns(metric.columns, columns)) return;
  metric.isWidened = true;
  if (metric.columns.size <= mostColumns) return;
  throw new InvalidArgumentError({
    option: `the number of columns of metric ${JSON.stringify(name.slice(0, 100))}`,
    got: metric.columns.size,
    takes: `${mostColumns} at most, those of all its rows together`,
    hint: 'Log what is counted by the thousand as rows of one column, or under names of their own.',
  });
}

function unreachable(): never {
  throw new TypeError('SQLite lost a metric that was just written.');
}
