import type { Column } from './column.js';

/** In pixels: of a letter, beside the text, at least, at most. */
const [letter, beside, least, most] = [8, 26, 64, 300];
/** So many rows are looked at: columns keep their width while rows come and go. */
const looked = 60;

/** How wide a column is, in pixels: as its heading and first rows need, within limits. */
export function columnWidth<Row>(column: Column<Row>, rows: readonly Row[]): number {
  const texts = rows.slice(0, looked).map((row) => column.cell(row).text.length);
  // A heading has its arrow beside it.
  const letters = column.width ?? Math.max(column.title.length + 2, ...texts);
  return Math.max(least, Math.min(most, letters * letter + beside));
}
