import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { WorkspaceScope } from '../run-key.js';

/** The numbers that other tables have for workspaces. */
export interface Workspaces {
  find(scope: WorkspaceScope): number | undefined;
  /** Finds it, or makes it. */
  make(scope: WorkspaceScope): number;
}

export function createSqliteWorkspaces(database: SqliteDatabase): Workspaces {
  function find(scope: WorkspaceScope): number | undefined {
    const rows = database.all(
      'SELECT id FROM workspaces WHERE subscription_id = ? AND resource_group = ? AND workspace_name = ?',
      scope.subscriptionId,
      scope.resourceGroup,
      scope.workspaceName,
    );
    return rows[0] === undefined ? undefined : numberOf(rows[0], 'id');
  }

  return {
    find,
    make(scope) {
      database.run(
        `INSERT INTO workspaces (subscription_id, resource_group, workspace_name) VALUES (?, ?, ?) ON CONFLICT DO NOTHING`,
        scope.subscriptionId,
        scope.resourceGroup,
        scope.workspaceName,
      );
      return find(scope) ?? 0;
    },
  };
}
