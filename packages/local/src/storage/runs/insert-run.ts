import { writeJson } from '@hyperdrive-run/core/json';
import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import { errorToJson } from './run-row.js';
import type { NewRun } from './stored-run.js';

/** One statement does it all: which root its parent has, which number it gets, and whether there is such a run. */
const insertIntoRuns = `INSERT INTO runs (
    workspace, experiment_name, run_id, parent_run_id, root_run_id, run_type, status, number, name, display_name,
    description, hidden, created_time, start_time, end_time, error, warnings, cancellation_reason, created_by,
    queue_message, run_definition, target, engine_state
  ) VALUES (
    ?, ?, ?, ?, coalesce(?, (SELECT root_run_id FROM runs WHERE workspace = ? AND run_id = ?), ?), ?, ?,
    coalesce(?, (SELECT seq FROM sqlite_sequence WHERE name = 'runs'), 0) + ?, ?, ?,
    ?, ?, ?, ?, ?, ?, ?, ?, ?,
    ?, ?, ?, ?
  ) ON CONFLICT (workspace, run_id) DO NOTHING RETURNING sequence`;
/** An experiment exists with its first run. */
const insertExperiment = `INSERT INTO experiments (workspace, name, created_time, tags, is_made)
  VALUES (?, ?, ?, '{}', 0) ON CONFLICT DO NOTHING`;

/** Where a new run belongs. */
export interface NewRunPlace {
  /** The number of its workspace. */
  readonly workspace: number;
  /** In milliseconds since 1970. */
  readonly createdTime: number;
}

/**
 * Writes a run's own row, and that of its experiment where this is its first run. What the run does not say gets its
 * default: the root of its parent, its sequence for its number.
 * @returns its sequence; `undefined` where the workspace has a run of this id
 */
export function insertRun(database: SqliteDatabase, run: NewRun, place: NewRunPlace): number | undefined {
  const { workspace, createdTime } = place;
  const { runId, parentRunId = null, number = null } = run;
  database.run(insertExperiment, workspace, run.scope.experimentName, createdTime);
  const [inserted] = database.all(
    insertIntoRuns,
    workspace,
    run.scope.experimentName,
    runId,
    parentRunId,
    run.rootRunId ?? null,
    workspace,
    parentRunId,
    parentRunId ?? runId,
    run.runType ?? null,
    run.status ?? 'NotStarted',
    number,
    number === null ? 1 : 0,
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
  return inserted && numberOf(inserted, 'sequence');
}
