import { writeJson } from '@hyperdrive-run/core/json';
import type { SqlValue } from '../database/sqlite-database.js';
import { errorToJson } from './run-row.js';
import type { RunUpdate, StoredRun } from './stored-run.js';

/** What an update writes into a run's own row, by column. */
export function changedColumns(before: Pick<StoredRun, 'warnings'>, changes: RunUpdate): ReadonlyMap<string, SqlValue> {
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
  if (changes.engineState !== undefined) set('engine_state', writeJson(changes.engineState));
  if (changes.hidden !== undefined) set('hidden', changes.hidden ? 1 : 0);
  if (changes.error !== undefined) set('error', changes.error && writeJson(errorToJson(changes.error)));
  if (changes.runDefinition !== undefined) set('run_definition', writeJson(changes.runDefinition));
  if (changes.addWarnings !== undefined) set('warnings', writeJson([...before.warnings, ...changes.addWarnings]));
  return columns;
}
