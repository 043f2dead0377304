/** What the floor uses of the SQLite driver. */
export interface Driver {
  exec(sql: string): void;
  prepare(sql: string): { run(values: readonly (string | number)[]): unknown };
  close(): void;
}
