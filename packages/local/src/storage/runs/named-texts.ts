import { textOf } from '../database/sql-row.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';

/** The tables of names with values that belong to a run. */
export type NamedTexts = 'run_tags' | 'run_properties';

/** In the order in which the names were first set. */
export function readNamedTexts(database: SqliteDatabase, table: NamedTexts, run: number): Map<string, string> {
  const rows = database.all(`SELECT name, value FROM ${table} WHERE run = ? ORDER BY rowid`, run);
  return new Map(rows.map((row) => [textOf(row, 'name'), textOf(row, 'value')]));
}

export function setNamedTexts(
  database: SqliteDatabase,
  table: NamedTexts,
  run: number,
  texts: ReadonlyMap<string, string>,
): void {
  for (const [name, value] of texts) {
    database.run(
      `INSERT INTO ${table} (run, name, value) VALUES (?, ?, ?)
        ON CONFLICT (run, name) DO UPDATE SET value = excluded.value`,
      run,
      name,
      value,
    );
  }
}

export function removeNamedTexts(
  database: SqliteDatabase,
  table: NamedTexts,
  run: number,
  names: readonly string[],
): void {
  for (const name of names) database.run(`DELETE FROM ${table} WHERE run = ? AND name = ?`, run, name);
}
