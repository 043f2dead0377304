import { isJsonArray, isJsonObject, type JsonValue } from '../json/json-value.js';

/**
 * A text that two values of a hyperparameter share exactly where they are equal as JSON: 1, 1.0 and the integer 1 are one
 * number, objects are equal in any order of their keys, and `1` is not `"1"`.
 */
export function valueIdentity(value: JsonValue): string {
  if (typeof value === 'number') return Number.isInteger(value) ? String(BigInt(value)) : String(value);
  if (typeof value === 'bigint') return String(value);
  if (isJsonArray(value)) return `[${value.map(valueIdentity).join(',')}]`;
  if (!isJsonObject(value)) return JSON.stringify(value);
  const entries = [...value].map(([key, item]) => `${JSON.stringify(key)}:${valueIdentity(item)}`);
  return `{${entries.toSorted((a, b) => (a < b ? -1 : 1)).join(',')}}`;
}
