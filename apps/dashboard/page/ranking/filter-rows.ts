import type { ValueRange, ViewState } from '../state/view-state.js';
import type { Column } from '../table/column.js';
import type { RankedChild } from './rank-children.js';

/** What rows are held against, beside the columns. */
export type RowFilter = Pick<ViewState, 'find' | 'statuses' | 'ranges'> & {
  /** The ids of the trials that were brushed in a chart; all where undefined. */
  readonly brushed?: ReadonlySet<string> | undefined;
};

/**
 * The rows that fit: each word of `find` occurs in the texts of some column, the status is one of those chosen, every range contains
 * the value of its column, and a chart that was brushed contains the trial. A value that is no number is in no range.
 */
export function filterRows(
  rows: readonly RankedChild[],
  columns: readonly Column<RankedChild>[],
  { find, statuses, ranges, brushed }: RowFilter,
): readonly RankedChild[] {
  const words = find
    .toLowerCase()
    .split(/\s+/)
    .filter((word) => word !== '');
  const fits = (row: RankedChild): boolean =>
    (brushed === undefined || brushed.has(row.runId)) &&
    (statuses.length === 0 || statuses.includes(row.status)) &&
    ranges.every((range) => isWithin(row, columns, range)) &&
    (words.length === 0 || hasWords(row, columns, words));
  const isAll = words.length + statuses.length + ranges.length === 0 && brushed === undefined;
  return isAll ? rows : rows.filter(fits);
}

function isWithin(
  row: RankedChild,
  columns: readonly Column<RankedChild>[],
  { column, from, to }: ValueRange,
): boolean {
  const key = columns.find(({ id }) => id === column)?.sortKey?.(row);
  return typeof key === 'number' && (from === undefined || key >= from) && (to === undefined || key <= to);
}

function hasWords(row: RankedChild, columns: readonly Column<RankedChild>[], words: readonly string[]): boolean {
  const text = [row.runId, ...columns.map((column) => column.cell(row).text)].join('\n').toLowerCase();
  return words.every((word) => text.includes(word));
}
