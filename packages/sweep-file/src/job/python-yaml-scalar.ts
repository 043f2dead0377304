import { readYaml11 } from '../yaml/yaml-1-1/read-yaml-1-1.js';

/** PyYAML's width of a line: beyond it texts are folded at their blanks. */
const bestWidth = 80;

/** Where a text is written that may be folded: the blanks before a further line, and the column in which it begins. */
export interface ScalarPlace {
  readonly indent: number;
  readonly column: number;
}

/**
 * Writes a text as the emitter of PyYAML does without other options: plain where it is read as the same text, else in single
 * quotes, and with escapes where it has other characters than ASCII's, or breaks beside blanks.
 * @param place without one the text is a key, which is never folded
 */
export function writePythonScalar(text: string, place?: ScalarPlace): string {
  if (isPlain(text)) return place === undefined ? text : fold(text, place);
  // Breaks cannot be told from folded lines where blanks are beside them, and a key has one line.
  const needsEscapes = /[^\n\u0020-\u007e]| \n|\n /.test(text) || (place === undefined && text.includes('\n'));
  if (needsEscapes) return writeEscaped(text, place);
  const quoted = text.replaceAll("'", "''");
  return `'${place === undefined ? quoted : fold(quoted, { ...place, column: place.column + 1 })}'`;
}

function isPlain(text: string): boolean {
  if (text === '' || /^ | $/.test(text) || /[^\u0020-\u007e]/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?: |$)/.test(text) || /:(?: |$)| #/.test(text)) return false;
  return readYaml11(text).kind === 'text';
}

/**
 * Breaks at single blanks once a line is longer than the width, but at none that begins or ends the text. A break of the text is
 * written as an empty line more.
 */
function fold(text: string, { indent, column }: ScalarPlace): string {
  const margin = ' '.repeat(indent);
  let at = column;
  let folded = '';
  const parts = text.split(/((?<! ) (?! )|\n+)/);
  for (const [index, part] of parts.entries()) {
    const isBreak = part.startsWith('\n');
    const isAtEdge = (index === 1 && parts[0] === '') || (index === parts.length - 2 && parts.at(-1) === '');
    const isFold = part === ' ' && index % 2 === 1 && !isAtEdge && at > bestWidth;
    if (isBreak || isFold) {
      folded += `\n${isBreak ? part : ''}${margin}`;
      at = indent;
    } else {
      folded += part;
      at += part.length;
    }
  }
  return folded;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\0', '\\0'],
  ['\u0007', '\\a'],
  ['\b', '\\b'],
  ['\t', '\\t'],
  ['\n', '\\n'],
  ['\v', '\\v'],
  ['\f', '\\f'],
  ['\r', '\\r'],
  ['\u001b', '\\e'],
  ['\u0085', '\\N'],
  ['\u00a0', '\\_'],
  ['\u2028', '\\L'],
  ['\u2029', '\\P'],
]);

function escape(character: string): string {
  const known = escapes.get(character);
  if (known !== undefined) return known;
  const code = character.codePointAt(0) ?? 0;
  if (code >= 0x20 && code <= 0x7e) return character;
  const hex = code.toString(16).toUpperCase();
  if (code <= 0xff) return `\\x${hex.padStart(2, '0')}`;
  return code <= 0xffff ? `\\u${hex.padStart(4, '0')}` : `\\U${hex.padStart(8, '0')}`;
}

/**
 * A text in double quotes. It is folded before a blank, behind an escape, or before what follows an escape, once a line would be too
 * long: the emitter keeps plain characters back until one of these comes, and counts them with what is written. Behind an escape it
 * counts one character less.
 */
function writeEscaped(text: string, place: ScalarPlace | undefined): string {
  const characters = [...text];
  let at = (place?.column ?? 0) + 1;
  let written = '';
  let kept = '';
  const flush = (more: string): void => {
    written += kept + more;
    at += kept.length + more.length;
    kept = '';
  };
  for (const [index, character] of characters.entries()) {
    const shown = escape(character);
    const isEscape = shown !== character;
    if (isEscape) flush(shown);
    const mayFold = place !== undefined && index > 0 && index < characters.length - 1;
    const length = at + kept.length - (isEscape ? 1 : 0);
    if (mayFold && (character === ' ' || kept === '') && length > bestWidth) {
      flush('\\');
      written += `\n${' '.repeat(place.indent)}`;
      at = place.indent;
      const next = isEscape ? characters[index + 1] : character;
      if (next === ' ') flush('\\');
    }
    if (!isEscape) kept += character;
  }
  flush('');
  return `"${written}"`;
}
