import { isJsonObject, type JsonObject, parseJson, writeJson } from '@hyperdrive-run/core/json';
import { numberOf, optionalNumberOf, optionalTextOf, optionalTimeOf, textOf } from '../database/sql-row.js';
import type { SqliteDatabase, SqlRow, SqlValue } from '../database/sqlite-database.js';
import type { RunKey } from '../run-key.js';
import type { LaunchState, LaunchStore, LaunchUpdate, StoredLaunch } from './launch-store.js';

const states: readonly LaunchState[] = ['open', 'claimed', 'withdrawn', 'reported', 'lost'];

const selectLaunch = `SELECT launches.*, runs.run_id, subscription_id, resource_group, workspace_name FROM launches
  LEFT JOIN runs ON runs.sequence = launches.run LEFT JOIN workspaces ON workspaces.id = runs.workspace
  WHERE launches.id = ?`;

/** The launches of the store: the statements and nothing else. */
export function createSqliteLaunches(database: SqliteDatabase, sequenceOf: (key: RunKey) => number): LaunchStore {
  return {
    add({ id, run, claimCode, createdTime, job }) {
      database.run(
        `INSERT INTO launches (id, run, claim_code, state, created_time, is_to_end, log_received, log_kept, job)
          VALUES (?, ?, ?, 'open', ?, 0, 0, 0, ?)`,
        id,
        run === undefined ? null : sequenceOf(run),
        claimCode,
        createdTime.getTime(),
        writeJson(job),
      );
    },
    get(id) {
      const row = database.all(selectLaunch, id)[0];
      return row === undefined ? undefined : toLaunch(row);
    },
    change(id, update) {
      const columns = [...changedColumns(update)];
      if (columns.length === 0) return;
      const assignments = columns.map(([column]) => `${column} = ?`).join(', ');
      database.run(`UPDATE launches SET ${assignments} WHERE id = ?`, ...columns.map(([, value]) => value), id);
    },
    remove: (id) => void database.run('DELETE FROM launches WHERE id = ?', id),
    countActive() {
      const rows = database.all(
        `SELECT count(*) AS launches FROM launches WHERE run IS NOT NULL AND state IN ('open', 'claimed')`,
      );
      return rows[0] === undefined ? 0 : numberOf(rows[0], 'launches');
    },
  };
}

/** Deletes the launches of a run. */
export function deleteLaunchesOf(database: SqliteDatabase, run: number): void {
  database.run('DELETE FROM launches WHERE run = ?', run);
}

/** Only what an update names: with `undefined` a column becomes empty. */
function* changedColumns(update: LaunchUpdate): Generator<readonly [string, SqlValue]> {
  if (update.state !== undefined) yield ['state', update.state];
  if ('attempt' in update) yield ['attempt', update.attempt ?? null];
  if ('node' in update) yield ['node', update.node ?? null];
  if ('claimTime' in update) yield ['claim_time', update.claimTime?.getTime() ?? null];
  if (update.isToEnd !== undefined) yield ['is_to_end', update.isToEnd ? 1 : 0];
  if ('exitCode' in update) yield ['exit_code', update.exitCode ?? null];
  if ('reason' in update) yield ['reason', update.reason ?? null];
  if ('endTime' in update) yield ['end_time', update.endTime?.getTime() ?? null];
  if (update.logReceived !== undefined) yield ['log_received', update.logReceived];
  if (update.logKept !== undefined) yield ['log_kept', update.logKept];
  if ('job' in update) yield ['job', update.job === undefined ? null : writeJson(update.job)];
}

function toLaunch(row: SqlRow): StoredLaunch {
  const state = states.find((known) => known === textOf(row, 'state'));
  if (state === undefined) throw new TypeError(`A launch has the state ${textOf(row, 'state')}, which is none.`);
  return {
    id: textOf(row, 'id'),
    run: runOf(row),
    claimCode: textOf(row, 'claim_code'),
    state,
    createdTime: new Date(numberOf(row, 'created_time')),
    attempt: optionalTextOf(row, 'attempt'),
    node: optionalTextOf(row, 'node'),
    claimTime: optionalTimeOf(row, 'claim_time'),
    isToEnd: numberOf(row, 'is_to_end') === 1,
    exitCode: optionalNumberOf(row, 'exit_code'),
    reason: optionalTextOf(row, 'reason'),
    endTime: optionalTimeOf(row, 'end_time'),
    logReceived: numberOf(row, 'log_received'),
    logKept: numberOf(row, 'log_kept'),
    job: jobOf(optionalTextOf(row, 'job')),
  };
}

function runOf(row: SqlRow): RunKey | undefined {
  const runId = optionalTextOf(row, 'run_id');
  if (runId === undefined) return undefined;
  const scope = {
    subscriptionId: textOf(row, 'subscription_id'),
    resourceGroup: textOf(row, 'resource_group'),
    workspaceName: textOf(row, 'workspace_name'),
  };
  return { scope, runId };
}

function jobOf(text: string | undefined): JsonObject | undefined {
  const value = text === undefined ? undefined : parseJson(text);
  return isJsonObject(value) ? value : undefined;
}
