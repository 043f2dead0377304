import { execFile } from 'node:child_process';
import path from 'node:path';
import { promisify } from 'node:util';

/** A column as a reader has it: its type in the reader's words, and its values. */
export interface ReadColumn {
  readonly type: string;
  readonly values: readonly unknown[];
}

/** The same table as each reader has it, by reader and column. */
export type ReadTables = ReadonlyMap<string, ReadonlyMap<string, ReadColumn>>;

/**
 * Opens a table of CSV with pandas, polars and DuckDB, or one of Parquet with pyarrow, too.
 * @param python the interpreter that has them
 */
export async function readTable(python: string, file: string): Promise<ReadTables> {
  const name = file.endsWith('.parquet') ? 'parquet/read_parquet.py' : 'python/read_table.py';
  const script = path.resolve(import.meta.dirname, '../../../../tests/readers', name);
  const { stdout } = await promisify(execFile)(python, [script, file]);
  const tables: Record<string, Record<string, ReadColumn>> = JSON.parse(stdout);
  return new Map(Object.entries(tables).map(([reader, columns]) => [reader, new Map(Object.entries(columns))]));
}
