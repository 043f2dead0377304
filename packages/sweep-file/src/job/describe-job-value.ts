import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What was found where something else is due, for messages. */
export function describeJobValue(value: JsonValue): string {
  if (value === null) return 'without a value';
  if (isJsonArray(value)) return `a list of ${value.length}`;
  if (isJsonObject(value)) return 'a mapping';
  return typeof value === 'string' ? JSON.stringify(value) : String(value);
}
