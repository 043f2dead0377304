import { isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** The same value with the entries of its objects in one order: theirs does not count. */
export function sortedByKey(value: JsonValue): JsonValue {
  if (!isJsonObject(value)) return value;
  const entries = [...value].map(([key, item]): [string, JsonValue] => [key, sortedByKey(item)]);
  return new Map(entries.toSorted(([a], [b]) => (a < b ? -1 : 1)));
}
