import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { pythonFloatText } from '@hyperdrive-run/core/trial';
import { writePythonScalar } from './python-yaml-scalar.js';

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
    .map((key) => {
      const written = writePythonScalar(key);
      return `${' '.repeat(indent)}${written}:${writeValue(map.get(key) ?? null, indent, written.length + 2)}`;
    })
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
  if (typeof value === 'string') return writePythonScalar(value, { indent: indent + 2, column });
  if (typeof value === 'number') return writeFloat(value);
  if (isJsonArray(value)) return '[]';
  return isJsonObject(value) ? '{}' : String(value);
}

function writeFloat(value: number): string {
  if (!Number.isFinite(value)) return Number.isNaN(value) ? '.nan' : value > 0 ? '.inf' : '-.inf';
  const text = pythonFloatText(value);
  return text.includes('.') ? text : text.replace('e', '.0e');
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
