import { isJsonObject, type JsonObject, parseJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalTextOf, optionalTimeOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow } from '../database/sqlite-database.js';
import type { Workspaces } from '../experiments/sqlite-workspaces.js';
import type { RunKey, WorkspaceScope } from '../run-key.js';
import { readNamedTexts } from './named-texts.js';
import { runNotFound } from './run-not-found.js';
import { selectRuns, toStoredRun } from './run-row.js';
import type { RunProgress, StoredRun } from './stored-run.js';

const childrenAtOnce = 200;

/** Reading the runs of the store: the statements and nothing else. */
export interface RunReader {
  /** The columns that a statement about one run needs; all of them cost more than most statements. */
  select(what: string, key: RunKey): SqlRow | undefined;
  /** What of a run says how far it is. */
  progressOf(key: RunKey): RunProgress | undefined;
  get(key: RunKey): StoredRun | undefined;
  /** Rows of `selectRuns` as runs; their tags and properties are read together. */
  toRuns(rows: readonly SqlRow[]): readonly StoredRun[];
  childrenOf(key: RunKey): Iterable<StoredRun>;
  experimentNames(scope: WorkspaceScope): readonly string[];
  unfinishedSweeps(): readonly StoredRun[];
  /** @throws BackendError with code `run-not-found` */
  sequenceOf(key: RunKey): number;
  getEngineState(key: RunKey): JsonObject | undefined;
}

export function createRunReader(database: SqliteDatabase, workspaces: Workspaces): RunReader {
  function select(what: string, key: RunKey): SqlRow | undefined {
    const workspace = workspaces.find(key.scope);
    if (workspace === undefined) return undefined;
    return database.all(`${what} WHERE runs.workspace = ? AND runs.run_id = ?`, workspace, key.runId)[0];
  }

  function toRuns(rows: readonly SqlRow[]): readonly StoredRun[] {
    const sequences = rows.map((row) => numberOf(row, 'sequence'));
    const tags = readNamedTexts(database, 'run_tags', sequences);
    const properties = readNamedTexts(database, 'run_properties', sequences);
    return rows.map((row) => {
      const run = numberOf(row, 'sequence');
      return toStoredRun(row, tags.get(run) ?? new Map(), properties.get(run) ?? new Map());
    });
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
      yield* toRuns(rows);
      const last = rows.at(-1);
      if (last === undefined || rows.length < childrenAtOnce) return;
      after = numberOf(last, 'sequence');
    }
  }

  return {
    select,
    progressOf(key) {
      const row = select('SELECT status, start_time FROM runs', key);
      return row && { status: textOf(row, 'status'), startTime: optionalTimeOf(row, 'start_time') };
    },
    get(key) {
      const row = select(selectRuns, key);
      return row === undefined ? undefined : toRuns([row])[0];
    },
    toRuns,
    childrenOf,
    sequenceOf(key) {
      const row = select('SELECT sequence FROM runs', key);
      if (row === undefined) throw runNotFound(key);
      return numberOf(row, 'sequence');
    },
    experimentNames: (scope) =>
      database
        .all(
          'SELECT DISTINCT experiment_name FROM runs WHERE workspace = ? ORDER BY experiment_name',
          workspaces.find(scope) ?? 0,
        )
        .map((row) => textOf(row, 'experiment_name')),
    unfinishedSweeps: () =>
      toRuns(
        database.all(
          `${selectRuns} WHERE runs.run_type = 'hyperdrive' AND runs.status NOT IN ('Completed', 'Failed', 'Canceled')
            ORDER BY runs.sequence`,
        ),
      ),
    getEngineState(key) {
      const row = select('SELECT engine_state FROM runs', key);
      const text = row === undefined ? undefined : optionalTextOf(row, 'engine_state');
      const state = text === undefined ? undefined : parseJson(text);
      return isJsonObject(state) ? state : undefined;
    },
  };
}
