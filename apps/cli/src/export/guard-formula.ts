/**
 * A text that begins like this is run by spreadsheets as a formula, or moves what follows into a cell of its own. The wide
 * forms count as the narrow ones there.
 */
const formulaStart = /^[=＝+＋\-－@＠\t\r]/u;

/** A text with an apostrophe before it where a spreadsheet would run it as a formula. */
export function guardFormula(text: string): string {
  return formulaStart.test(text) ? `'${text}` : text;
}
