import type { RowColumn, RowValue } from './row-column.js';

/** One row of some columns. A user's name is a property of the object's own, whatever it is: `__proto__` too. */
export function cellsAt(columns: readonly RowColumn[], row: number): Record<string, RowValue> {
  return Object.fromEntries(columns.map(({ name, values }) => [name, values[row] ?? null]));
}
