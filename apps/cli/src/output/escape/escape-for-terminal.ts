/**
 * What a terminal acts on instead of showing it, or what shows text as something that it is not: control characters
 * (ANSI sequences begin with one), invisible and direction-changing format characters, line separators, broken halves
 * of characters.
 */
const deceptive = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;

const shortNames: ReadonlyMap<string, string> = new Map([
  ['\n', '\\n'],
  ['\r', '\\r'],
  ['\t', '\\t'],
]);

/**
 * Text that came from a service, made safe to print: it stays on its line, moves no cursor, changes no colour and hides
 * nothing. What was escaped is still readable, as `\n`, `\x1b` or `\u{202e}`.
 */
export function escapeForTerminal(text: string): string {
  return text.replaceAll(deceptive, (character) => shortNames.get(character) ?? byCodePoint(character));
}

/** The same for what should be one line of prose: line breaks and tabs become blanks. */
export function escapeAsOneLine(text: string): string {
  return escapeForTerminal(text.trim().replaceAll(/\s*[\r\n\t]\s*/g, ' '));
}

function byCodePoint(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  const hex = code.toString(16);
  return code <= 0xff ? `\\x${hex.padStart(2, '0')}` : `\\u{${hex}}`;
}
