import { BackendError } from '@hyperdrive-run/core';
import { isJsonObject, type JsonObject, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalTextOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow, SqlValue } from '../database/sqlite-database.js';
import type { Workspaces } from '../experiments/sqlite-workspaces.js';
import type { RunKey, WorkspaceScope } from '../run-key.js';
import { readNamedTexts, removeNamedTexts, setNamedTexts } from './named-texts.js';
import { runNotFound } from './run-not-found.js';
import { errorToJson, selectRuns, toStoredRun } from './run-row.js';
import type { NewRun, RunUpdate, StoredRun } from './stored-run.js';

/** The runs of the store: the statements and nothing else. Transactions are the store's matter. */
export interface SqliteRuns {
  create(run: NewRun): StoredRun;
  get(key: RunKey): StoredRun | undefined;
  update(key: RunKey, update: RunUpdate): StoredRun;
  childrenOf(key: RunKey): Iterable<StoredRun>;
  experimentNames(scope: WorkspaceScope): readonly string[];
  unfinishedSweeps(): readonly StoredRun[];
  /** @throws BackendError with code `run-not-found` */
  sequenceOf(key: RunKey): number;
  toRun(row: SqlRow): StoredRun;
  getEngineState(key: RunKey): JsonObject | undefined;
  setEngineState(key: RunKey, state: JsonObject): void;
}

const childrenAtOnce = 200;
const insertRun = `INSERT INTO runs (
    workspace, experiment_name, run_id, parent_run_id, root_run_id, run_type, status, number, name, display_name,
    description, hidden, created_time, start_time, end_time, error, warnings, cancellation_reason, created_by,
    queue_message, run_definition, target
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** An experiment exists with its first run. */
const insertExperiment = `INSERT INTO experiments (workspace, name, created_time, tags, is_made)
  VALUES (?, ?, ?, '{}', 0) ON CONFLICT DO NOTHING`;

export function createSqliteRuns(database: SqliteDatabase, workspaces: Workspaces, now: () => Date): SqliteRuns {
  function rowOf(key: RunKey): SqlRow | undefined {
    const workspace = workspaces.find(key.scope);
    if (workspace === undefined) return undefined;
    return database.all(`${selectRuns} WHERE runs.workspace = ? AND runs.run_id = ?`, workspace, key.runId)[0];
  }

  function toRun(row: SqlRow): StoredRun {
    const run = numberOf(row, 'sequence');
    return toStoredRun(row, readNamedTexts(database, 'run_tags', run), readNamedTexts(database, 'run_properties', run));
  }

  function get(key: RunKey): StoredRun | undefined {
    const row = rowOf(key);
    return row === undefined ? undefined : toRun(row);
  }

  function sequenceOf(key: RunKey): number {
    const row = rowOf(key);
    if (row === undefined) throw runNotFound(key);
    return numberOf(row, 'sequence');
  }

  function create(run: NewRun): StoredRun {
    if (rowOf(run) !== undefined) throw runExists(run);
    const parent = run.parentRunId === undefined ? undefined : rowOf({ scope: run.scope, runId: run.parentRunId });
    const rootOfParent = parent === undefined ? undefined : textOf(parent, 'root_run_id');
    const last = database.all(`SELECT coalesce(max(seq), 0) AS last FROM sqlite_sequence WHERE name = 'runs'`)[0];
    const sequence = (last === undefined ? 0 : numberOf(last, 'last')) + 1;
    const workspace = workspaces.make(run.scope);
    const createdTime = (run.createdTime ?? now()).getTime();
    database.run(insertExperiment, workspace, run.scope.experimentName, createdTime);
    database.run(
      insertRun,
      workspace,
      run.scope.experimentName,
      run.runId,
      run.parentRunId ?? null,
      run.rootRunId ?? rootOfParent ?? run.parentRunId ?? run.runId,
      run.runType ?? null,
      run.status ?? 'NotStarted',
      run.number ?? sequence,
      run.name ?? null,
      run.displayName ?? null,
      run.description ?? null,
      run.hidden === true ? 1 : 0,
      createdTime,
      run.startTime?.getTime() ?? null,
      run.endTime?.getTime() ?? null,
      run.error === undefined ? null : writeJson(errorToJson(run.error)),
      writeJson(run.warnings ?? []),
      run.cancellationReason ?? null,
      run.createdBy ?? null,
      run.queueMessage ?? null,
      run.runDefinition === undefined ? null : writeJson(run.runDefinition),
      run.target ?? null,
    );
    setNamedTexts(database, 'run_tags', sequence, run.tags ?? new Map());
    setNamedTexts(database, 'run_properties', sequence, run.properties ?? new Map());
    return get(run) ?? unreachable();
  }

  function update(key: RunKey, changes: RunUpdate): StoredRun {
    const before = get(key);
    if (before === undefined) throw runNotFound(key);
    const columns = changedColumns(before, changes);
    if (columns.size > 0) {
      const assignments = [...columns.keys()].map((column) => `${column} = ?`).join(', ');
      database.run(`UPDATE runs SET ${assignments} WHERE sequence = ?`, ...columns.values(), before.sequence);
    }
    removeNamedTexts(database, 'run_tags', before.sequence, changes.removeTags ?? []);
    setNamedTexts(database, 'run_tags', before.sequence, changes.setTags ?? new Map());
    setNamedTexts(database, 'run_properties', before.sequence, changes.addProperties ?? new Map());
    return get(key) ?? unreachable();
  }

  function* childrenOf(key: RunKey): Iterable<StoredRun> {
    const workspace = workspaces.find(key.scope);
    if (workspace === undefined) return;
    let after = 0;
    for (;;) {
      const rows = database.all(
        `${selectRuns} WHERE runs.workspace = ? AND runs.parent_run_id = ? AND runs.sequence > ?
          ORDER BY runs.sequence LIMIT ${childrenAtOnce}`,
        workspace,
        key.runId,
        after,
      );
      for (const row of rows) yield toRun(row);
      const last = rows.at(-1);
      if (last === undefined || rows.length < childrenAtOnce) return;
      after = numberOf(last, 'sequence');
    }
  }

  return {
    create,
    get,
    update,
    childrenOf,
    sequenceOf,
    toRun,
    experimentNames: (scope) =>
      database
        .all(
          'SELECT DISTINCT experiment_name FROM runs WHERE workspace = ? ORDER BY experiment_name',
          workspaces.find(scope) ?? 0,
        )
        .map((row) => textOf(row, 'experiment_name')),
    unfinishedSweeps: () =>
      database
        .all(
          `${selectRuns} WHERE runs.run_type = 'hyperdrive' AND runs.status NOT IN ('Completed', 'Failed', 'Canceled')
            ORDER BY runs.sequence`,
        )
        .map(toRun),
    getEngineState(key) {
      const row = rowOf(key);
      const text = row === undefined ? undefined : optionalTextOf(row, 'engine_state');
      const state = text === undefined ? undefined : parseJson(text);
      return isJsonObject(state) ? state : undefined;
    },
    setEngineState(key, state) {
      database.run('UPDATE runs SET engine_state = ? WHERE sequence = ?', writeJson(state), sequenceOf(key));
    },
  };
}

function changedColumns(before: StoredRun, changes: RunUpdate): ReadonlyMap<string, SqlValue> {
  const columns = new Map<string, SqlValue>();
  const set = (column: string, value: SqlValue | undefined): void => {
    if (value !== undefined) columns.set(column, value);
  };
  set('status', changes.status);
  set('start_time', changes.startTime?.getTime());
  set('end_time', changes.endTime === null ? null : changes.endTime?.getTime());
  set('name', changes.name);
  set('display_name', changes.displayName);
  set('description', changes.description);
  set('cancellation_reason', changes.cancellationReason);
  set('queue_message', changes.queueMessage);
  set('target', changes.target);
  if (changes.hidden !== undefined) set('hidden', changes.hidden ? 1 : 0);
  if (changes.error !== undefined) set('error', changes.error && writeJson(errorToJson(changes.error)));
  if (changes.runDefinition !== undefined) set('run_definition', writeJson(changes.runDefinition));
  if (changes.addWarnings !== undefined) set('warnings', writeJson([...before.warnings, ...changes.addWarnings]));
  return columns;
}

function runExists(run: NewRun): BackendError {
  return new BackendError({
    code: 'refused',
    status: 409,
    serviceCode: 'UserError',
    runId: run.runId,
    message: `Workspace ${run.scope.workspaceName} has a run ${run.runId} already.`,
    hint: 'Choose another run id.',
  });
}

function unreachable(): never {
  throw new TypeError('SQLite lost a run that was just written.');
}
