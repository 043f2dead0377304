import type { RunStatus } from '@hyperdrive-run/core';
import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';

/** Children that one statement counts: some milliseconds. */
const childrenAtOnce = 4000;

/** Which children are counted. */
export interface ChildCountQuery {
  /** Ids of children that are not. */
  readonly except?: readonly string[] | undefined;
  /** A tag that says more of a child than its status: those that have it are counted apart. */
  readonly apartWithTag?: string | undefined;
}

/** How many children a run has, without hidden ones. */
export interface ChildCounts {
  readonly byStatus: ReadonlyMap<RunStatus, number>;
  /** Those with the tag, which are in no other count. */
  readonly withTag: number;
}

/**
 * Counts the children of a run.
 * @returns the counts, after steps of some milliseconds
 */
export function* countChildren(
  database: SqliteDatabase,
  { scope, runId }: RunKey,
  { except = [], apartWithTag }: ChildCountQuery,
): Generator<undefined, ChildCounts> {
  const sql = `
WITH children AS MATERIALIZED (
  SELECT sequence, run_id, status, hidden FROM runs
    WHERE workspace = (SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?)
      AND parent_run_id = ? AND sequence > ?
    ORDER BY sequence LIMIT ${childrenAtOnce}
)
SELECT status, count(*) AS children, max(sequence) AS last,
    EXISTS (SELECT 1 FROM run_tags WHERE run_tags.run = children.sequence AND run_tags.name = ?) AS with_tag,
    hidden = 0 AND run_id NOT IN (SELECT value FROM json_each(?)) AS is_counted
  FROM children GROUP BY status, with_tag, is_counted`;
  const place = [scope.subscriptionId, scope.resourceGroup, scope.workspaceName, runId];
  const byStatus = new Map<RunStatus, number>();
  let withTag = 0;
  for (let after = 0; ; ) {
    const rows = database.all(sql, ...place, after, apartWithTag ?? null, writeJson(except));
    let read = 0;
    for (const row of rows) {
      const children = numberOf(row, 'children');
      read += children;
      after = Math.max(after, numberOf(row, 'last'));
      if (numberOf(row, 'is_counted') === 0) continue;
      const status = textOf(row, 'status');
      if (numberOf(row, 'with_tag') !== 0) withTag += children;
      else byStatus.set(status, (byStatus.get(status) ?? 0) + children);
    }
    if (read < childrenAtOnce) return { byStatus, withTag };
    yield undefined;
  }
}
