import { writeJson } from '@hyperdrive-run/core/json';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import { errorToJson } from './run-row.js';
import type { NewRun } from './stored-run.js';

const insertIntoRuns = `INSERT INTO runs (
    workspace, experiment_name, run_id, parent_run_id, root_run_id, run_type, status, number, name, display_name,
    description, hidden, created_time, start_time, end_time, error, warnings, cancellation_reason, created_by,
    queue_message, run_definition, target, engine_state
  ) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`;
/** An experiment exists with its first run. */
const insertExperiment = `INSERT INTO experiments (workspace, name, created_time, tags, is_made)
  VALUES (?, ?, ?, '{}', 0) ON CONFLICT DO NOTHING`;

/** Where a new run belongs. */
export interface NewRunPlace {
  /** The number of its workspace. */
  readonly workspace: number;
  /** The root of the tree that its parent is in; `undefined` where it has none, or none that is known. */
  readonly rootOfParent: string | undefined;
  /** Its number where it has none of its own. */
  readonly number: number;
  /** In milliseconds since 1970. */
  readonly createdTime: number;
}

/** Writes a run's own row, and that of its experiment where this is its first run. */
export function insertRun(database: SqliteDatabase, run: NewRun, place: NewRunPlace): void {
  const { workspace, createdTime } = place;
  database.run(insertExperiment, workspace, run.scope.experimentName, createdTime);
  database.run(
    insertIntoRuns,
    workspace,
    run.scope.experimentName,
    run.runId,
    run.parentRunId ?? null,
    run.rootRunId ?? place.rootOfParent ?? run.parentRunId ?? run.runId,
    run.runType ?? null,
    run.status ?? 'NotStarted',
    run.number ?? place.number,
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
    run.engineState === undefined ? null : writeJson(run.engineState),
  );
}
