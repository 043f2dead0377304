import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlValue } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';
import type { ChildMetric, ChildMetricsQuery, PickedRow } from './child-metric.js';
import { type ListedSeries, listSeries, rowsAtOnce } from './listed-series.js';
import { columnPath, metricColumn, nearExtreme } from './metric-column.js';
import { toStoredRow } from './to-stored-metric.js';

/**
 * The rows of some metrics among which the one is that stands for each. It leaves out what cannot be it, and decides nothing:
 * numbers that are not near the extreme (or come before the last one), cells that are no number, and repetitions of a row.
 * Where no cell is a number the first row is there, so that "not logged" and "not a number" stay apart.
 */
function pickStatement({ goal, scope }: ChildMetricsQuery): string {
  const isPicked = scope === 'best' ? nearExtreme[goal] : 'row_sequence >= last';
  const isText = scope === 'best' ? '1' : 'row_sequence >= coalesce(last, 0)';
  return `
WITH cells AS MATERIALIZED (
  SELECT metric, sequence AS row_sequence, row_number() OVER (PARTITION BY metric ORDER BY sequence) - 1 AS position,
      json_type(data, ?) AS type, json_extract(data, ?) AS value
    FROM (
      SELECT metric, sequence, data FROM metric_rows WHERE metric IN (SELECT value FROM json_each(?)) AND sequence > ?
        ORDER BY metric, sequence LIMIT ?
    )
), ends AS (
  SELECT metric, ${goal === 'maximize' ? 'max' : 'min'}(value) AS extreme, max(row_sequence) AS last
    FROM cells WHERE type IN ('integer', 'real') GROUP BY metric
)
SELECT metric_rows.metric, ${scope === 'best' ? 'min' : 'max'}(row_sequence) AS sequence, metric_id, step, time, data, position,
    (SELECT max(row_sequence) FROM cells) AS part_end
  FROM cells LEFT JOIN ends USING (metric) JOIN metric_rows ON metric_rows.sequence = row_sequence
  WHERE (position = 0 AND extreme IS NULL) OR (type IN ('integer', 'real') AND ${isPicked})
    OR (type = 'text' AND value <> 'NaN' AND ${isText} AND metric_rows.metric IN (SELECT value FROM json_each(?)))
  GROUP BY metric_rows.metric, data
  ORDER BY metric_rows.metric, sequence`;
}

/**
 * Reads a metric of the children of a run, in the order in which these were stored. Each statement takes some milliseconds
 * at most, however long a series is.
 * @returns the children, and `undefined` where a statement has been made since the last one
 */
export function* readChildMetrics(
  database: SqliteDatabase,
  parent: RunKey,
  query: ChildMetricsQuery,
): Iterable<ChildMetric | undefined> {
  const among =
    query.runIds === undefined
      ? { sql: '1', values: [] }
      : { sql: 'run_id IN (SELECT value FROM json_each(?))', values: [writeJson(query.runIds)] };
  for (const group of listSeries(database, parent, query.name, among)) {
    yield undefined;
    const [first] = group;
    // One child alone may have a series of any length.
    if (group.length === 1 && first !== undefined) yield* readOne(database, first, query);
    else yield* readGroup(database, group, query);
  }
}

function* readGroup(
  database: SqliteDatabase,
  group: readonly ListedSeries[],
  query: ChildMetricsQuery,
): Iterable<ChildMetric | undefined> {
  const inColumn = group.filter(({ series }) => series !== undefined && metricColumn(series.metric).kind === 'column');
  const { rows } = pickRows(database, inColumn, query, { after: 0, limit: -1 });
  yield undefined;
  for (const listed of group) {
    const { runId, series } = listed;
    const picked = series && rows.get(series.id);
    if (picked === undefined) yield* readOne(database, listed, query);
    else yield { runId, metric: series?.metric, rows: picked };
  }
}

/** What one child logged, read in parts. */
function* readOne(
  database: SqliteDatabase,
  listed: ListedSeries,
  query: ChildMetricsQuery,
): Iterable<ChildMetric | undefined> {
  const { runId, series } = listed;
  const rows: PickedRow[] = [];
  const column = series && metricColumn(series.metric);
  for (let after = 0, position = 0; column !== undefined; position += rowsAtOnce) {
    const limit = column.kind === 'none' ? 1 : rowsAtOnce;
    const part =
      column.kind === 'column'
        ? pickRows(database, [listed], query, { after, limit })
        : allRows(database, listed, { after, limit });
    for (const row of part.rows.get(series?.id ?? 0) ?? []) rows.push({ ...row, position: position + row.position });
    after = part.end;
    const isWhole = column.kind === 'none' || (series?.rows ?? 0) <= rowsAtOnce;
    if (isWhole || part.rows.size === 0) break;
    yield undefined;
  }
  yield { runId, metric: series?.metric, rows };
}

/** A part of the rows of some metrics. */
interface Part {
  readonly after: number;
  /** -1 for all. */
  readonly limit: number;
}

interface PickedPart {
  /** By metric; their places are those in the part. */
  readonly rows: ReadonlyMap<number, readonly PickedRow[]>;
  /** The sequence of the last row of the part, whether it was picked or not. */
  readonly end: number;
}

function pickRows(
  database: SqliteDatabase,
  listed: readonly ListedSeries[],
  query: ChildMetricsQuery,
  { after, limit }: Part,
): PickedPart {
  const path = columnPath(query.name) ?? '';
  const series = listed.flatMap((one) => (one.series === undefined ? [] : [one.series]));
  const readsText = series.filter(({ metric }) => {
    const column = metricColumn(metric);
    return column.kind === 'column' && column.readsText;
  });
  const ids = (of: typeof series): SqlValue => writeJson(of.map(({ id }) => id));
  const rows = new Map<number, PickedRow[]>();
  let end = after;
  for (const row of database.all(pickStatement(query), path, path, ids(series), after, limit, ids(readsText))) {
    const metric = numberOf(row, 'metric');
    const picked = rows.get(metric) ?? [];
    rows.set(metric, picked);
    picked.push({ ...toStoredRow(row), position: numberOf(row, 'position') });
    end = numberOf(row, 'part_end');
  }
  return { rows, end };
}

function allRows(database: SqliteDatabase, { series }: ListedSeries, { after, limit }: Part): PickedPart {
  const metric = series?.id ?? 0;
  const sql = 'SELECT * FROM metric_rows WHERE metric = ? AND sequence > ? ORDER BY sequence LIMIT ?';
  const rows = database.all(sql, metric, after, limit).map(toStoredRow);
  const end = rows.at(-1)?.sequence ?? after;
  const picked = rows.map((row, position) => ({ ...row, position }));
  return { rows: new Map(picked.length === 0 ? [] : [[metric, picked]]), end };
}
