import { BackendError } from '@hyperdrive-run/core';
import { type JsonObject, writeJson } from '@hyperdrive-run/core/json';
import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlValue } from '../database/sqlite-database.js';
import type { Workspaces } from '../experiments/sqlite-workspaces.js';
import type { RunKey } from '../run-key.js';
import { changedColumns } from './changed-columns.js';
import { insertRun } from './insert-run.js';
import { removeNamedTexts, setNamedTexts } from './named-texts.js';
import { runNotFound } from './run-not-found.js';
import { createRunReader, type RunReader } from './run-reader.js';
import type { NewRun, RunUpdate, StoredRun } from './stored-run.js';

/** The runs of the store: the statements and nothing else. Transactions are the store's matter. */
export interface SqliteRuns extends RunReader {
  create(run: NewRun): StoredRun;
  /** `create` without reading the run again. */
  add(run: NewRun): void;
  update(key: RunKey, update: RunUpdate): StoredRun;
  /** `update` without reading the run again. */
  change(key: RunKey, update: RunUpdate): void;
  /** @throws BackendError with code `run-not-found` */
  require(key: RunKey): StoredRun;
  setEngineState(key: RunKey, state: JsonObject): void;
}

export function createSqliteRuns(database: SqliteDatabase, workspaces: Workspaces, now: () => Date): SqliteRuns {
  const reader = createRunReader(database, workspaces);

  function add(run: NewRun): void {
    const workspace = workspaces.make(run.scope);
    const sequence = insertRun(database, run, { workspace, createdTime: (run.createdTime ?? now()).getTime() });
    if (sequence === undefined) throw runExists(run);
    setNamedTexts(database, 'run_tags', sequence, run.tags ?? new Map());
    setNamedTexts(database, 'run_properties', sequence, run.properties ?? new Map());
  }

  function require(key: RunKey): StoredRun {
    const run = reader.get(key);
    if (run === undefined) throw runNotFound(key);
    return run;
  }

  function change(key: RunKey, changes: RunUpdate): void {
    // Tags and properties are read only where they are needed: a sweep has a tag for each of its trials.
    const warnings = changes.addWarnings === undefined ? [] : require(key).warnings;
    const columns = changedColumns({ warnings }, changes);
    const sequence = columns.size > 0 ? setColumns(key, columns) : reader.sequenceOf(key);
    removeNamedTexts(database, 'run_tags', sequence, changes.removeTags ?? []);
    setNamedTexts(database, 'run_tags', sequence, changes.setTags ?? new Map());
    setNamedTexts(database, 'run_properties', sequence, changes.addProperties ?? new Map());
  }

  /** @returns the sequence of the run */
  function setColumns(key: RunKey, columns: ReadonlyMap<string, SqlValue>): number {
    const assignments = [...columns.keys()].map((column) => `${column} = ?`).join(', ');
    const [changed] = database.all(
      `UPDATE runs SET ${assignments} WHERE workspace = ? AND run_id = ? RETURNING sequence`,
      ...columns.values(),
      workspaces.find(key.scope) ?? 0,
      key.runId,
    );
    if (changed === undefined) throw runNotFound(key);
    return numberOf(changed, 'sequence');
  }

  return {
    ...reader,
    create(run) {
      add(run);
      return reader.get(run) ?? unreachable();
    },
    add,
    update(key, changes) {
      change(key, changes);
      return require(key);
    },
    change,
    require,
    setEngineState(key, state) {
      database.run('UPDATE runs SET engine_state = ? WHERE sequence = ?', writeJson(state), reader.sequenceOf(key));
    },
  };
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
