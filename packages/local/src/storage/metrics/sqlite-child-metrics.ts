import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalNumberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlValue } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';
import type { ChildMetric, ChildMetricsQuery, PickedRow } from './child-metric.js';
import { toStoredMetric, toStoredRow } from './to-stored-metric.js';

/**
 * How far a number may be from the extreme and still be the best one: SQLite reads decimals to within some units in the last
 * place, and the very small and the very large less exactly. What is that close is handed to the rule, which has all digits.
 */
const bestOf = {
  maximize: 'value >= min(extreme, 1.79e308) - abs(min(extreme, 1.79e308)) * 1e-15 - 1e-300',
  minimize: 'value <= max(extreme, -1.79e308) + abs(max(extreme, -1.79e308)) * 1e-15 + 1e-300',
} as const;

/**
 * One statement for the rows of all children among which the one is that stands for each. It leaves out what cannot be it,
 * and decides nothing: numbers that are not near the extreme (or come before the last one), cells that are no number, and
 * repetitions of a row. The first row is always there, so that "not logged" and "not a number" stay apart. Where a metric has
 * no column of its own name all rows are picked.
 */
function statement({ goal, scope, runIds }: ChildMetricsQuery): string {
  const isPicked = scope === 'best' ? bestOf[goal] : 'row_sequence >= last';
  const isText = scope === 'best' ? '1' : 'row_sequence >= coalesce(last, 0)';
  return `
WITH picked AS MATERIALIZED (
  SELECT runs.sequence AS run, runs.run_id, metrics.id AS metric, metrics.name, metrics.metric_type, metrics.columns,
      metrics.metric_type IN ('azureml.v1.scalar', 'azureml.v1.list') AS is_scalar,
      coalesce(json_type(metrics.columns, ?) = 'text', 0) AS has_column,
      lower(json_extract(metrics.columns, ?)) IN ('double', 'float') AS reads_text
    FROM runs LEFT JOIN metrics ON metrics.run = runs.sequence AND metrics.name = ?
    WHERE runs.workspace = (SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?)
      AND runs.parent_run_id = ? AND runs.sequence > ?
      ${runIds === undefined ? '' : 'AND runs.run_id IN (SELECT value FROM json_each(?))'}
    ORDER BY runs.sequence LIMIT ?
), cells AS MATERIALIZED (
  SELECT metric, metric_rows.sequence AS row_sequence, metric_id, step, time, data,
      row_number() OVER (PARTITION BY metric ORDER BY metric_rows.sequence) - 1 AS position,
      json_type(data, ?) AS type, json_extract(data, ?) AS value
    FROM picked JOIN metric_rows USING (metric)
), ends AS (
  SELECT metric, ${goal === 'maximize' ? 'max' : 'min'}(value) AS extreme, max(row_sequence) AS last
    FROM cells WHERE type IN ('integer', 'real') GROUP BY metric
)
SELECT run, run_id, name, metric_type, columns, ${scope === 'best' ? 'min' : 'max'}(row_sequence) AS sequence,
    metric_id, step, time, data, position
  FROM picked LEFT JOIN cells USING (metric) LEFT JOIN ends USING (metric)
  WHERE row_sequence IS NULL OR position = 0 OR (is_scalar AND (
    NOT has_column OR (type IN ('integer', 'real') AND ${isPicked})
    OR (type = 'text' AND reads_text AND value <> 'NaN' AND ${isText})))
  GROUP BY run, CASE WHEN has_column AND position > 0 THEN data ELSE position END
  ORDER BY run, sequence`;
}

/** Reads a metric of the children of a run, in the order in which these were stored. */
export function readChildMetrics(
  database: SqliteDatabase,
  { scope, runId }: RunKey,
  query: ChildMetricsQuery,
): readonly ChildMetric[] {
  // A name that a path cannot have matches no column: then all rows are picked.
  const path = `$."${query.name}"`;
  const isPath = /^[^"\\\p{C}]*$/u.test(query.name);
  const at = isPath ? path : '$."\u0001"';
  const values: SqlValue[] = [at, at, query.name];
  values.push(scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId, query.afterSequence ?? 0);
  if (query.runIds !== undefined) values.push(writeJson(query.runIds));
  values.push(query.limit, at, at);
  const children = new Map<number, ChildMetric & { readonly rows: PickedRow[] }>();
  for (const row of database.all(statement(query), ...values)) {
    const sequence = numberOf(row, 'run');
    const metric = row.get('metric_type') === null ? undefined : toStoredMetric(row);
    const child = children.get(sequence) ?? { runId: textOf(row, 'run_id'), sequence, metric, rows: [] };
    children.set(sequence, child);
    const position = optionalNumberOf(row, 'position');
    if (position !== undefined) child.rows.push({ ...toStoredRow(row), position });
  }
  return [...children.values()];
}
