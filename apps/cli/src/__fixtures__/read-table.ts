import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import path from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';

/** A column as a reader has it: its type in the reader's words, and its values. */
export interface ReadColumn {
  readonly type: string;
  readonly values: readonly unknown[];
}

/** The same table as each reader has it, by reader and column. */
export type ReadTables = ReadonlyMap<string, ReadonlyMap<string, ReadColumn>>;

const scripts = { csv: 'python/read_table.py', parquet: 'parquet/read_parquet.py' } as const;

/**
 * Opens tables of CSV with pandas, polars and DuckDB, or those of Parquet with pyarrow, too: one process for all tables, since
 * it takes seconds to load the readers.
 */
export class TableReader {
  readonly #process: ChildProcessByStdio<Writable, Readable, Readable>;
  readonly #lines: AsyncIterator<string>;
  #complaints = '';

  /** @param python the interpreter that has the readers of the format */
  constructor(python: string, format: keyof typeof scripts) {
    const script = path.resolve(import.meta.dirname, '../../../../tests/readers', scripts[format]);
    this.#process = spawn(python, [script], { stdio: 'pipe' });
    this.#process.stderr.on('data', (part: Buffer) => {
      this.#complaints += part.toString();
    });
    this.#lines = createInterface({ input: this.#process.stdout })[Symbol.asyncIterator]();
  }

  /**
   * Reads a table.
   * @throws with what Python prints, where a reader cannot
   */
  async read(file: string): Promise<ReadTables> {
    this.#process.stdin.write(`${file}\n`);
    const line = await this.#lines.next();
    if (line.done === true) throw new Error(this.#complaints);
    const tables: Record<string, Record<string, ReadColumn>> = JSON.parse(line.value);
    return new Map(Object.entries(tables).map(([reader, columns]) => [reader, new Map(Object.entries(columns))]));
  }

  /** Ends the process. */
  async close(): Promise<void> {
    const closed = this.#process.exitCode === null ? once(this.#process, 'close') : undefined;
    this.#process.stdin.end();
    await closed;
  }
}
