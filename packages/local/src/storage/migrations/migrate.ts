import { numberOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';
import { StorageError } from '../database/storage-error.js';
import { runsAndMetrics } from './0001-runs-and-metrics.js';
import { experimentsAndModels } from './0002-experiments-and-models.js';
import { launches } from './0003-launches.js';
import { childrenByCreation } from './0004-children-by-creation.js';

/** In their order; never change one that was released, add another. */
const migrations: readonly string[] = [runsAndMetrics, experimentsAndModels, launches, childrenByCreation];

/** Tells our files from other SQLite files: `HDRv` in ASCII. */
const applicationId = 0x48445276;

/**
 * Brings a file to this version's schema, each migration whole or not at all.
 * @throws StorageError where a newer version or another program wrote the file; nothing is written then
 */
export function migrate(database: SqliteDatabase): void {
  if (versionOf(database) === migrations.length) return;
  database.transaction(() => {
    // Read again: another process may have migrated the file while we waited for it.
    const version = versionOf(database);
    for (const migration of migrations.slice(version)) database.execute(migration);
    database.execute(`PRAGMA application_id = ${applicationId}; PRAGMA user_version = ${migrations.length}`);
  });
}

function versionOf(database: SqliteDatabase): number {
  const version = pragma(database, 'user_version');
  const isNew = Number(database.all('SELECT count(*) AS tables FROM sqlite_master')[0]?.get('tables')) === 0;
  if (!isNew && pragma(database, 'application_id') !== applicationId) {
    throw new StorageError({
      failure: 'not-ours',
      file: database.file,
      message: `The database ${database.file} belongs to another program.`,
      hint: 'Move the file away, or use another folder.',
    });
  }
  if (version > migrations.length) {
    throw new StorageError({
      failure: 'newer-version',
      file: database.file,
      message: `The database ${database.file} has schema version ${version}; this version of the service knows ${migrations.length}.`,
      hint: 'Update @hyperdrive-run/local, or use another folder.',
    });
  }
  return version;
}

function pragma(database: SqliteDatabase, name: 'user_version' | 'application_id'): number {
  const row = database.all(`PRAGMA ${name}`)[0];
  return row === undefined ? 0 : numberOf(row, name);
}
