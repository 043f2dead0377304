export type { ChildRow, PointRow, RowColumn, RowSourceKind, RowValue } from '@hyperdrive-run/core/rows';
export { type RowsOf, type ToColumnsOptions, type ToRowsOptions, toColumns, toRows } from './to-rows.js';
