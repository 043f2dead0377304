/** Which rows of a long table are in the document. */
export interface RowWindow {
  /** The index of the first one. */
  readonly from: number;
  /** The index after the last one. */
  readonly to: number;
}

/** So many rows beyond the visible ones are there as well, so that a short scroll finds them drawn. */
const beyond = 12;

/**
 * The rows to draw, all of which are equally high.
 * @param scrolled how far the table is scrolled, in pixels
 * @param height how much of it can be seen, in pixels
 */
export function visibleRows(rows: number, rowHeight: number, scrolled: number, height: number): RowWindow {
  const first = Math.floor(Math.max(0, scrolled) / rowHeight) - beyond;
  const from = Math.max(0, Math.min(first, rows - 1));
  const to = Math.min(rows, Math.ceil((Math.max(0, scrolled) + height) / rowHeight) + beyond);
  return { from, to: Math.max(from, to) };
}
