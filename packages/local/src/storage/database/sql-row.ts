import type { SqlRow } from './sqlite-database.js';

/** A text that every row of this table has. */
export function textOf(row: SqlRow, column: string): string {
  return optionalTextOf(row, column) ?? missing(column);
}

export function optionalTextOf(row: SqlRow, column: string): string | undefined {
  const value = row.get(column);
  return typeof value === 'string' ? value : undefined;
}

/** A number that every row of this table has. */
export function numberOf(row: SqlRow, column: string): number {
  return optionalNumberOf(row, column) ?? missing(column);
}

export function optionalNumberOf(row: SqlRow, column: string): number | undefined {
  const value = row.get(column);
  return typeof value === 'number' ? value : undefined;
}

/** A time kept as milliseconds since 1970. */
export function optionalTimeOf(row: SqlRow, column: string): Date | undefined {
  const value = optionalNumberOf(row, column);
  return value === undefined ? undefined : new Date(value);
}

function missing(column: string): never {
  throw new TypeError(`SQLite returned a row without ${column}.`);
}
