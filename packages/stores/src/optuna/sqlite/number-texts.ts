// What SQLite concatenates of many rows: `1 0.5,2 0.25`. One text for many rows is read several times as fast as the rows, if it is
// not cut into as many pieces.

/** How a number is concatenated so that it reads back as the same one: with `!` SQLite writes more than 15 digits. */
export const exactly = (column: string): string => `printf('%!.17g', ${column})`;

/** Calls `visit` with each pair of numbers of a text: the first of them is a whole one. */
export function visitPairs(text: string, visit: (first: number, second: number) => void): void {
  let start = 0;
  while (start < text.length) {
    const blank = text.indexOf(' ', start);
    const comma = text.indexOf(',', blank);
    const end = comma < 0 ? text.length : comma;
    visit(wholeNumber(text, start, blank), Number(text.slice(blank + 1, end)));
    start = end + 1;
  }
}

/** Calls `visit` with each whole number of a text. */
export function visitWholes(text: string, visit: (whole: number) => void): void {
  let start = 0;
  while (start < text.length) {
    const comma = text.indexOf(',', start);
    const end = comma < 0 ? text.length : comma;
    visit(wholeNumber(text, start, end));
    start = end + 1;
  }
}

const zero = 48;
const mostDigits = 15;

/** Digit by digit where they are few: most are ids and steps, and a piece of text for each is not made. */
function wholeNumber(text: string, start: number, end: number): number {
  let whole = 0;
  for (let at = start; at < end; at += 1) {
    const digit = text.charCodeAt(at) - zero;
    if (digit < 0 || digit > 9 || end - start > mostDigits) return Number(text.slice(start, end));
    whole = whole * 10 + digit;
  }
  return whole;
}
