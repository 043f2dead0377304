import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import type { WorkspaceScope } from '../run-key.js';

/** A service has a handful of workspaces; whoever makes up names by the thousand does not fill the memory. */
const mostKnown = 1000;

/** The numbers that other tables have for workspaces. */
export interface Workspaces {
  find(scope: WorkspaceScope): number | undefined;
  /** Finds it, or makes it. */
  make(scope: WorkspaceScope): number;
}

export function createSqliteWorkspaces(database: SqliteDatabase): Workspaces {
  /** Nearly every statement needs one, and a workspace that was made stays: by its names, joined. */
  const known = new Map<string, number>();
  // It may have been made by what was undone.
  database.onUndone(() => known.clear());

  function find(scope: WorkspaceScope): number | undefined {
    const names = JSON.stringify([scope.subscriptionId, scope.resourceGroup, scope.workspaceName]);
    const found = known.get(names) ?? look(scope);
    if (found !== undefined && known.size < mostKnown) known.set(names, found);
    return found;
  }

  function look(scope: WorkspaceScope): number | undefined {
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
      const found = find(scope);
      if (found !== undefined) return found;
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
