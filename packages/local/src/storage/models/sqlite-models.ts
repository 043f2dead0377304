import { isJsonObject, type JsonObject, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalTextOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow } from '../database/sqlite-database.js';
import type { Workspaces } from '../experiments/sqlite-workspaces.js';
import type { RunKey, WorkspaceScope } from '../run-key.js';
import type { LoggedModelStore, StoredModel } from './logged-model-store.js';

const selectModels = `SELECT logged_models.*, runs.run_id FROM logged_models
  LEFT JOIN runs ON runs.sequence = logged_models.run`;

/** The logged models of the store, and what belongs to them: the statements and nothing else. */
export function createSqliteModels(
  database: SqliteDatabase,
  workspaces: Workspaces,
  sequenceOf: (key: RunKey) => number,
): LoggedModelStore {
  function rowOf(workspace: WorkspaceScope, modelId: string): SqlRow | undefined {
    const id = workspaces.find(workspace) ?? 0;
    return database.all(`${selectModels} WHERE logged_models.workspace = ? AND model_id = ?`, id, modelId)[0];
  }

  return {
    save({ modelId, scope, runId, record }) {
      database.run(
        `INSERT INTO logged_models (workspace, experiment_name, run, model_id, record) VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (workspace, model_id) DO UPDATE SET record = excluded.record`,
        workspaces.make(scope),
        scope.experimentName,
        runId === undefined ? null : sequenceOf({ scope, runId }),
        modelId,
        writeJson(record),
      );
    },
    get(workspace, modelId) {
      const row = rowOf(workspace, modelId);
      return row === undefined ? undefined : toModel(row, workspace);
    },
    ofExperiment: (scope) =>
      database
        .all(
          `${selectModels} WHERE logged_models.workspace = ? AND logged_models.experiment_name = ? ORDER BY id`,
          workspaces.find(scope) ?? 0,
          scope.experimentName,
        )
        .map((row) => toModel(row, scope)),
    ofRun: (key) =>
      database
        .all(`${selectModels} WHERE logged_models.run = ? ORDER BY id`, sequenceOf(key))
        .map((row) => toModel(row, key.scope)),
    addMetrics({ scope, modelId }, run, metrics) {
      const row = rowOf(scope, modelId);
      if (row === undefined) return;
      const [model, logger] = [numberOf(row, 'id'), sequenceOf(run)];
      for (const { identity, record } of metrics) {
        database.run(
          'INSERT INTO model_metrics (model, run, identity, record) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
          model,
          logger,
          identity,
          writeJson(record),
        );
      }
    },
    metricsOf({ scope, modelId }) {
      const row = rowOf(scope, modelId);
      const model = row === undefined ? 0 : numberOf(row, 'id');
      return database.all('SELECT record FROM model_metrics WHERE model = ? ORDER BY id', model).map(recordOf);
    },
    addLinks(key, kind, links) {
      const run = sequenceOf(key);
      for (const { identity, record } of links) {
        database.run(
          'INSERT INTO run_links (run, kind, identity, record) VALUES (?, ?, ?, ?) ON CONFLICT DO NOTHING',
          run,
          kind,
          identity,
          writeJson(record),
        );
      }
    },
    linksOf(key) {
      const links = new Map<string, JsonObject[]>();
      for (const row of database.all('SELECT * FROM run_links WHERE run = ? ORDER BY id', sequenceOf(key))) {
        const kind = textOf(row, 'kind');
        links.set(kind, [...(links.get(kind) ?? []), recordOf(row)]);
      }
      return links;
    },
  };
}

/** Deletes what belongs to a run beyond itself; the models that it logged go with it. */
export function deleteModelsOf(database: SqliteDatabase, run: number): void {
  database.run(
    'DELETE FROM model_metrics WHERE run = ? OR model IN (SELECT id FROM logged_models WHERE run = ?)',
    run,
    run,
  );
  database.run('DELETE FROM logged_models WHERE run = ?', run);
  database.run('DELETE FROM run_links WHERE run = ?', run);
}

function toModel(row: SqlRow, { subscriptionId, resourceGroup, workspaceName }: WorkspaceScope): StoredModel {
  return {
    modelId: textOf(row, 'model_id'),
    scope: { subscriptionId, resourceGroup, workspaceName, experimentName: textOf(row, 'experiment_name') },
    runId: optionalTextOf(row, 'run_id'),
    record: recordOf(row),
  };
}

function recordOf(row: SqlRow): JsonObject {
  const value = parseJson(textOf(row, 'record'));
  return isJsonObject(value) ? value : new Map();
}
