import { numberOf, textOf } from '../database/sql-row.js';
import { placeholders, slices, tuples } from '../database/sql-slices.js';
import type { SqliteDatabase } from '../database/sqlite-database.js';

/** The tables of names with values that belong to a run. */
export type NamedTexts = 'run_tags' | 'run_properties';

/** Those of some runs by their numbers, each in the order in which the names were first set. */
export function readNamedTexts(
  database: SqliteDatabase,
  table: NamedTexts,
  runs: readonly number[],
): ReadonlyMap<number, ReadonlyMap<string, string>> {
  const texts = new Map<number, Map<string, string>>();
  for (const part of slices(runs)) {
    const sql = `SELECT run, name, value FROM ${table} WHERE run IN (${placeholders(part.length)}) ORDER BY rowid`;
    for (const row of database.all(sql, ...part)) {
      const run = numberOf(row, 'run');
      const ofRun = texts.get(run) ?? new Map<string, string>();
      texts.set(run, ofRun.set(textOf(row, 'name'), textOf(row, 'value')));
    }
  }
  return texts;
}

export function setNamedTexts(
  database: SqliteDatabase,
  table: NamedTexts,
  run: number,
  texts: ReadonlyMap<string, string>,
): void {
  for (const part of slices([...texts])) {
    database.run(
      `INSERT INTO ${table} (run, name, value) VALUES ${tuples(3, part.length)}
        ON CONFLICT (run, name) DO UPDATE SET value = excluded.value`,
      ...part.flatMap(([name, value]) => [run, name, value]),
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
