import type { RunStatus } from '@hyperdrive-run/core';
import { numberOf, textOf } from './database/sql-row.js';
import type { SqliteDatabase } from './database/sqlite-database.js';
import { deleteLaunchesOf } from './launches/sqlite-launches.js';
import { deleteModelsOf } from './models/sqlite-models.js';
import type { RunStoreUpkeep } from './run-store-upkeep.js';
import { runNotFound } from './runs/run-not-found.js';
import type { RunReader } from './runs/run-reader.js';
import { selectRuns } from './runs/run-row.js';

const rootsAtOnce = 200;
const pagesAtOnce = 2000;
/** SQLite's number for a file from which free pages can be cut off bit by bit. */
const incremental = 2;

/** Most runs have none below them, and to know that costs a tenth of a walk. */
const runAlone = `SELECT sequence, run_id, status, NOT EXISTS (
    SELECT 1 FROM runs AS below WHERE below.workspace = runs.workspace AND below.parent_run_id = runs.run_id
  ) AS is_alone FROM runs`;
const runAndBelow = `WITH RECURSIVE tree (sequence, run_id, status, depth) AS (
    SELECT sequence, run_id, status, 0 FROM runs WHERE sequence = ?
    UNION
    SELECT runs.sequence, runs.run_id, runs.status, tree.depth + 1 FROM runs JOIN tree
      ON runs.parent_run_id = tree.run_id AND runs.workspace = (SELECT workspace FROM runs WHERE sequence = ?)
      WHERE tree.depth < 50
  ) SELECT run_id, status, max(depth) AS depth FROM tree GROUP BY sequence ORDER BY depth DESC, sequence`;

/** Experiments that were there by their runs only, and have none left. */
const deleteEmptyExperiments = `DELETE FROM experiments WHERE is_made = 0 AND NOT EXISTS (
    SELECT 1 FROM runs WHERE runs.workspace = experiments.workspace AND runs.experiment_name = experiments.name
  )`;

/** Looking over all runs, deleting, and giving the disk back what is not used: the statements and nothing else. */
export function createSqliteUpkeep(
  database: SqliteDatabase,
  runs: Pick<RunReader, 'select' | 'sequenceOf' | 'toRuns'>,
): RunStoreUpkeep {
  const pragma = (name: 'auto_vacuum' | 'page_count' | 'page_size' | 'freelist_count'): number => {
    const row = database.all(`PRAGMA ${name}`)[0];
    return row === undefined ? 0 : numberOf(row, name);
  };

  return {
    *rootRuns() {
      let before = Number.MAX_SAFE_INTEGER;
      for (;;) {
        const rows = database.all(
          `${selectRuns} WHERE runs.parent_run_id IS NULL AND runs.sequence < ? ORDER BY runs.sequence DESC LIMIT ${rootsAtOnce}`,
          before,
        );
        yield* runs.toRuns(rows);
        const last = rows.at(-1);
        if (last === undefined || rows.length < rootsAtOnce) return;
        before = numberOf(last, 'sequence');
      }
    },
    runAndBelow(key) {
      const run = runs.select(runAlone, key);
      if (run === undefined) throw runNotFound(key);
      const sequence = numberOf(run, 'sequence');
      const isAlone = numberOf(run, 'is_alone') !== 0;
      return (isAlone ? [run] : database.all(runAndBelow, sequence, sequence)).map((row) => ({
        runId: textOf(row, 'run_id'),
        status: textOf(row, 'status') satisfies RunStatus,
      }));
    },
    countRuns() {
      const row = database.all('SELECT count(*) AS runs FROM runs')[0];
      return row === undefined ? 0 : numberOf(row, 'runs');
    },
    countSweeps() {
      const rows = database.all(
        `SELECT status, count(*) AS sweeps FROM runs WHERE run_type = 'hyperdrive' GROUP BY status`,
      );
      return new Map(rows.map((row) => [textOf(row, 'status'), numberOf(row, 'sweeps')]));
    },
    deleteRuns(keys) {
      database.transaction(() => {
        for (const key of keys) {
          const sequence = runs.sequenceOf(key);
          deleteModelsOf(database, sequence);
          deleteLaunchesOf(database, sequence);
          for (const table of ['metric_rows', 'metrics', 'run_tags', 'run_properties']) {
            database.run(`DELETE FROM ${table} WHERE run = ?`, sequence);
          }
          database.run('DELETE FROM runs WHERE sequence = ?', sequence);
        }
        database.run(deleteEmptyExperiments);
      });
    },
    freeBytes: () => pragma('freelist_count') * pragma('page_size'),
    shrink() {
      if (pragma('auto_vacuum') !== incremental) {
        // A file from before this was set is written anew, once.
        database.execute(`PRAGMA auto_vacuum = ${incremental}; VACUUM`);
      }
      const before = pragma('freelist_count');
      if (before > 0) database.execute(`PRAGMA incremental_vacuum(${pagesAtOnce})`);
      const left = pragma('freelist_count');
      if (left > 0 && left < before) return 'more';
      // The file itself is cut when the write-ahead log is put into it.
      database.all('PRAGMA wal_checkpoint(TRUNCATE)');
      return 'done';
    },
  };
}
