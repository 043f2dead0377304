/**
 * Quotes a text as one word of a POSIX shell, whatever it holds: blanks, quotes, `;`, `$(...)`, line ends.
 * The text must hold no NUL, which no process can be given.
 */
export function shellQuote(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
