import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { pythonFloatText } from '@hyperdrive-run/core/trial';
import { readYaml11 } from '../yaml/yaml-1-1/read-yaml-1-1.js';

/** PyYAML's width of a line: beyond it texts are folded at their blanks. */
const bestWidth = 80;

/**
 * Writes a mapping as PyYAML's `dump` with sorted keys does, byte for byte: Azure ML's client hashes this text of a conda file, and
 * who wants the environment that it made has to write the same.
 */
export function toPythonYaml(map: JsonObject): string {
  return writeMap(map, 0);
}

function writeMap(map: JsonObject, indent: number): string {
  const keys = [...map.keys()].toSorted(byCodePoints);
  return keys
    .map(
      (key) =>
        `${' '.repeat(indent)}${writeScalar(key, 0, 0)}:${writeValue(map.get(key) ?? null, indent, key.length + 2)}`,
    )
    .join('');
}

/** What follows a colon. Lists are not indented below their key. */
function writeValue(value: JsonValue, indent: number, column: number): string {
  if (isJsonObject(value) && value.size > 0) return `\n${writeMap(value, indent + 2)}`;
  if (isJsonArray(value) && value.length > 0) return `\n${writeList(value, indent)}`;
  return ` ${writeLeaf(value, indent, indent + column)}\n`;
}

function writeList(items: readonly JsonValue[], indent: number): string {
  const margin = ' '.repeat(indent);
  return items
    .map((item) => {
      const isNested = (isJsonObject(item) && item.size > 0) || (isJsonArray(item) && item.length > 0);
      if (!isNested) return `${margin}- ${writeLeaf(item, indent, indent + 2)}\n`;
      const inner = isJsonObject(item)
        ? writeMap(item, indent + 2)
        : writeList(isJsonArray(item) ? item : [], indent + 2);
      return `${margin}- ${inner.slice(indent + 2)}`;
    })
    .join('');
}

function writeLeaf(value: JsonValue, indent: number, column: number): string {
  if (value === null) return 'null';
  if (typeof value === 'string') return writeScalar(value, indent + 2, column);
  if (typeof value === 'number') return writeFloat(value);
  if (isJsonArray(value)) return '[]';
  return isJsonObject(value) ? '{}' : String(value);
}

function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const text = pythonFloatText(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
}

function writeScalar(text: string, indent: number, column: number): string {
  if (isPlain(text)) return fold(text, indent, column);
  // What has breaks or characters beyond ASCII is written with escapes; the rest in single quotes.
  if (/[^\u0020-\u007e]/.test(text)) return `"${[...text].map(escape).join('')}"`;
  return `'${fold(text.replaceAll("'", "''"), indent, column + 1)}'`;
}

function isPlain(text: string): boolean {
  if (text === '' || /^ | $/.test(text) || /[^\u0020-\u007e]/.test(text) || /^(?:---|\.\.\.)/.test(text)) return false;
  if (/^[#,[\]{}&*!|>'"%@`]/.test(text) || /^[-?:](?: |$)/.test(text) || /:(?: |$)| #/.test(text)) return false;
  return readYaml11(text).kind === 'text';
}

/** Breaks at single blanks once a line is longer than the width. */
function fold(text: string, indent: number, column: number): string {
  let at = column;
  let folded = '';
  for (const [word, index] of text
    .split(/(?<=[^ ])(?= )|(?<= )(?=[^ ])/)
    .map((part, place) => [part, place] as const)) {
    const isBlank = word === ' ' && index > 0;
    if (isBlank && at > bestWidth) {
      folded += `\n${' '.repeat(indent)}`;
      at = indent;
    } else {
      folded += word;
      at += word.length;
    }
  }
  return folded;
}

const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '\\"'],
  ['\\', '\\\\'],
  ['\n', '\\n'],
  ['\t', '\\t'],
  ['\r', '\\r'],
  ['\0', '\\0'],
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

/** Python sorts texts by code points, JavaScript by halves of them. */
function byCodePoints(a: string, b: string): number {
  const [left, right] = [[...a], [...b]];
  for (const [index, character] of left.entries()) {
    const other = right[index];
    if (other === undefined) return 1;
    if (character !== other) return (character.codePointAt(0) ?? 0) - (other.codePointAt(0) ?? 0);
  }
  return left.length - right.length;
}
