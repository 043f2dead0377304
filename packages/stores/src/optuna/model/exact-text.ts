import { isJsonArray, isJsonObject, type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/**
 * JSON in which NaN and the infinities are the bare words that Python and core's parser read as numbers: among the values of a
 * parameter the number NaN and the text "NaN" are two.
 */
export function writeExactly(value: JsonValue): string {
  if (typeof value === 'number' && !Number.isFinite(value)) return String(value);
  if (typeof value === 'string') return JSON.stringify(value);
  if (isJsonArray(value)) return `[${value.map(writeExactly).join(',')}]`;
  if (!isJsonObject(value)) return writeJson(value);
  return `{${[...value].map(([key, item]) => `${JSON.stringify(key)}:${writeExactly(item)}`).join(',')}}`;
}

/** A value as the text of a tag or a property: text as it is, anything else as JSON. */
export function toTagText(value: JsonValue): string {
  return typeof value === 'string' ? value : writeExactly(value);
}
