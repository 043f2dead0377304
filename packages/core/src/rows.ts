// A sweep as a flat table: one row a child, or one a logged value.

export { type ChildRow, childColumns, toChildRows } from './rows/child-rows.js';
export { type PointRow, pointColumns, toPointRows } from './rows/point-rows.js';
export type { RowColumn, RowSource, RowSourceKind, RowValue } from './rows/row-column.js';
