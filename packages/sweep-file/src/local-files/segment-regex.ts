/** Any letters but a slash: `.` of JavaScript would leave out more ends of lines than Python's. */
const anyLetter = String.raw`[^/]`;

/**
 * Turns what is between two slashes of a pattern into a regular expression, or returns `undefined` where nothing follows a
 * backslash at its end.
 */
export function segmentRegex(segment: string): string | undefined {
  let regex = '';
  const letters = [...segment];
  for (let index = 0; index < letters.length; index += 1) {
    const letter = letters[index] ?? '';
    if (letter === '\\') {
      index += 1;
      const escaped = letters[index];
      if (escaped === undefined) return undefined;
      regex += escapeLetter(escaped);
    } else if (letter === '*') regex += `${anyLetter}*`;
    else if (letter === '?') regex += anyLetter;
    else if (letter === '[') {
      const end = endOfSet(letters, index + 1);
      regex += end === undefined ? String.raw`\[` : setRegex(letters.slice(index + 1, end));
      index = end ?? index;
    } else regex += escapeLetter(letter);
  }
  return regex;
}

function escapeLetter(letter: string): string {
  return /[$()*+./?[\\\]^{|}]/.test(letter) ? `\\${letter}` : letter;
}

/** Where the bracket closes that opens a set. One that closes at once is a letter of it: `[]]`, `[!]]`. */
function endOfSet(letters: readonly string[], begin: number): number | undefined {
  const first = letters[begin] === '!' ? begin + 1 : begin;
  const end = letters.indexOf(']', letters[first] === ']' ? first + 1 : first);
  return end === -1 ? undefined : end;
}

/** A set of letters. A backslash is a letter of it, and so is `^` at its beginning: only `!` negates. */
function setRegex(letters: readonly string[]): string {
  const isNegated = letters[0] === '!';
  const content = letters.slice(isNegated ? 1 : 0).map((letter) => (/[[\\\]^]/.test(letter) ? `\\${letter}` : letter));
  return `[${isNegated ? '^' : ''}${content.join('')}]`;
}
