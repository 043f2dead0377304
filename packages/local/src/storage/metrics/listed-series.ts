import { numberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow, SqlValue } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';
import type { StoredMetric } from './stored-metric.js';
import { toStoredMetric } from './to-stored-metric.js';

/** Children that are looked at by one statement, and rows that one reads: some milliseconds each. */
const childrenAtOnce = 100;
export const rowsAtOnce: number = 2000;

/** What a child logged under one name, without its rows. */
export interface ListedSeries {
  readonly runId: string;
  /** The row of the child. */
  readonly child: SqlRow;
  /** `undefined` where it logged nothing. */
  readonly series: { readonly id: number; readonly metric: StoredMetric; readonly rows: number } | undefined;
}

/** Counts the rows of a metric up to one more than a statement reads. How long a longer series is does not matter. */
export const countRows: string = `SELECT count(*) FROM (SELECT 1 FROM metric_rows WHERE metric = metrics.id LIMIT ${rowsAtOnce + 1})`;

/**
 * The children of a run in the order of their creation, each with its metric of a name, in groups of which one statement
 * can read all rows. A series that is longer than that is a group of its own.
 * @param among a condition on `runs` that children have to meet, with its values
 */
export function* listSeries(
  database: SqliteDatabase,
  { scope, runId }: RunKey,
  name: string,
  among: { readonly sql: string; readonly values: readonly SqlValue[] },
): Iterable<readonly ListedSeries[]> {
  const sql = `
SELECT child.sequence, child.run_id, child.status, metrics.id AS metric, name, metric_type, columns, (${countRows}) AS row_count
  FROM (
    SELECT sequence, run_id, status FROM runs
      WHERE workspace = (SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?)
        AND parent_run_id = ? AND sequence > ? AND ${among.sql}
      ORDER BY sequence LIMIT ${childrenAtOnce}
  ) AS child LEFT JOIN metrics ON metrics.run = child.sequence AND metrics.name = ?
  ORDER BY child.sequence`;
  const place = [scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId];
  for (let after = 0; ; ) {
    const children = database.all(sql, ...place, after, ...among.values, name);
    yield* grouped(children.map(toListedSeries));
    const last = children.at(-1);
    if (last === undefined || children.length < childrenAtOnce) return;
    after = numberOf(last, 'sequence');
  }
}

function* grouped(listed: readonly ListedSeries[]): Iterable<readonly ListedSeries[]> {
  let group: ListedSeries[] = [];
  let rows = 0;
  for (const one of listed) {
    const more = one.series?.rows ?? 0;
    if (rows + more > rowsAtOnce && group.length > 0) {
      yield group;
      group = [];
      rows = 0;
    }
    group.push(one);
    rows += more;
  }
  if (group.length > 0) yield group;
}

function toListedSeries(child: SqlRow): ListedSeries {
  const series =
    child.get('metric') === null
      ? undefined
      : { id: numberOf(child, 'metric'), metric: toStoredMetric(child), rows: numberOf(child, 'row_count') };
  return { runId: textOf(child, 'run_id'), child, series };
}
