/**
 * Reads CSV as pandas writes it (RFC 4180): commas, a line for each row, quotes around what contains one of these, quotes in
 * it doubled.
 * @returns the rows with their cells, or `undefined` where a quote is never closed or rows differ in length
 */
export function readCsv(text: string): readonly (readonly string[])[] | undefined {
  const rows: string[][] = [];
  let row: string[] = [];
  // A cell with what follows it; an empty match at the end of the text is no cell.
  const cells = /(?:"((?:[^"]|"")*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let at = 0;
  while (at < text.length) {
    cells.lastIndex = at;
    const cell = cells.exec(text);
    if (cell === null) return undefined;
    const [all, quoted, plain = '', end] = cell;
    row.push(quoted === undefined ? plain : quoted.replaceAll('""', '"'));
    at += all.length;
    if (end === ',' && at < text.length) continue;
    if (end === ',') row.push('');
    rows.push(row);
    row = [];
  }
  const width = rows[0]?.length;
  return rows.every(({ length }) => length === width) ? rows : undefined;
}
