import type { Sorting } from '../state/sorting.js';
import type { Column } from './column.js';

/** The rows sorted by a column: numbers before texts, and those without a value last, whichever way. Equal ones keep their order. */
export function sortRows<Row>(
  rows: readonly Row[],
  columns: readonly Column<Row>[],
  sort: Sorting | undefined,
): readonly Row[] {
  const keyOf = columns.find(({ id }) => id === sort?.column)?.sortKey;
  if (sort === undefined || keyOf === undefined) return rows;
  const sign = sort.isDescending ? -1 : 1;
  const keyed = rows.map((row) => ({ row, key: keyOf(row) }));
  const missing = keyed.filter(({ key }) => key === undefined || Number.isNaN(key));
  const present = keyed.filter(({ key }) => key !== undefined && !Number.isNaN(key));
  const sorted = present.toSorted((a, b) => sign * compareKeys(a.key, b.key));
  return [...sorted, ...missing].map(({ row }) => row);
}

function compareKeys(a: number | string | undefined, b: number | string | undefined): number {
  if (typeof a === 'number' && typeof b === 'number') return a < b ? -1 : a > b ? 1 : 0;
  if (typeof a === 'number') return -1;
  if (typeof b === 'number') return 1;
  return (a ?? '').localeCompare(b ?? '', undefined, { numeric: true });
}

/** What a further click on a heading makes of the sorting: up, down, and then the usual order again. */
export function nextSorting(sort: Sorting | undefined, column: string): Sorting | undefined {
  if (sort?.column !== column) return { column, isDescending: false };
  return sort.isDescending ? undefined : { column, isDescending: true };
}
