import { isJsonObject, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { numberOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow } from '../database/sqlite-database.js';
import type { WorkspaceScope } from '../run-key.js';
import type { ExperimentStore, StoredExperiment } from './experiment-store.js';
import type { Workspaces } from './sqlite-workspaces.js';

/** The experiments of the store: the statements and nothing else. */
export function createSqliteExperiments(
  database: SqliteDatabase,
  workspaces: Workspaces,
  now: () => Date,
): ExperimentStore {
  const make: ExperimentStore['make'] = (scope, tags) => {
    database.run(
      `INSERT INTO experiments (workspace, name, created_time, tags, is_made) VALUES (?, ?, ?, ?, 1)
        ON CONFLICT (workspace, name) DO UPDATE SET is_made = 1`,
      workspaces.make(scope),
      scope.experimentName,
      now().getTime(),
      writeJson(tags),
    );
  };

  return {
    list: (workspace) =>
      database
        .all('SELECT * FROM experiments WHERE workspace = ? ORDER BY id', workspaces.find(workspace) ?? 0)
        .map((row) => toExperiment(row, workspace)),
    get(scope) {
      const workspace = workspaces.find(scope) ?? 0;
      const rows = database.all(
        'SELECT * FROM experiments WHERE workspace = ? AND name = ?',
        workspace,
        scope.experimentName,
      );
      return rows[0] === undefined ? undefined : toExperiment(rows[0], scope);
    },
    make,
    setTags(scope, tags) {
      make(scope, new Map());
      database.run(
        'UPDATE experiments SET tags = ? WHERE workspace = ? AND name = ?',
        writeJson(tags),
        workspaces.make(scope),
        scope.experimentName,
      );
    },
  };
}

function toExperiment(row: SqlRow, { subscriptionId, resourceGroup, workspaceName }: WorkspaceScope): StoredExperiment {
  const tags = new Map<string, string>();
  const stored = parseJson(textOf(row, 'tags'));
  if (isJsonObject(stored)) {
    for (const [name, value] of stored) if (typeof value === 'string') tags.set(name, value);
  }
  return {
    scope: { subscriptionId, resourceGroup, workspaceName, experimentName: textOf(row, 'name') },
    createdTime: new Date(numberOf(row, 'created_time')),
    tags,
  };
}
