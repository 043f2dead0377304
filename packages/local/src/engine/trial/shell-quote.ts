/**
 * Quotes a text as one word of a POSIX shell, whatever it contains: blanks, quotes, `;`, `$(...)`, line ends.
 * The text must contain no NUL, which no process can be given.
 */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
