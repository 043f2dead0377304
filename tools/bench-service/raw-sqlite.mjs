import { createRequire } from 'node:module';
import path from 'node:path';

const require = createRequire(path.join(import.meta.dirname, '../../packages/local/package.json'));
/** @type {new (file: string) => import('./raw-sqlite-types.d.mts').Driver} */
const Database = require('libsql');

/**
 * The floor: the same columns and indexes in a file of its own, inserted by one prepared statement with nothing around it,
 * a transaction a call, on the disk when the call returns.
 * @param {string} file
 */
export function openRawSqlite(file) {
  const database = new Database(file);
  database.exec(`PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;
    CREATE TABLE metric_rows (
      sequence INTEGER PRIMARY KEY AUTOINCREMENT, metric INTEGER NOT NULL, run INTEGER NOT NULL, metric_id TEXT NOT NULL,
      step REAL, time INTEGER NOT NULL, data TEXT NOT NULL, UNIQUE (run, metric_id)
    ) STRICT;
    CREATE INDEX metric_rows_by_metric ON metric_rows (metric, sequence);`);
  const insert = database.prepare(
    'INSERT INTO metric_rows (metric, run, metric_id, step, time, data) VALUES (1, 1, ?, ?, ?, ?)',
  );
  return {
    prepare(/** @type {number} */ first, /** @type {number} */ count) {
      const rows = Array.from({ length: count }, (_, n) => [
        `9b6f4c1e-0000-4000-8000-${String(first + n).padStart(12, '0')}`,
        first + n,
        first + n,
        `{"loss":${Math.sin(first + n)}}`,
      ]);
      return () => {
        database.exec('BEGIN IMMEDIATE');
        for (const row of rows) insert.run(row);
        database.exec('COMMIT');
      };
    },
    close: () => database.close(),
  };
}
