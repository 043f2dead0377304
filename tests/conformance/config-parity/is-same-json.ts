import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** Whether two parsed JSON values say the same: in whatever order their keys, 5.0 as 5, -0.0 as 0. */
export function isSameJson(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  if (isJsonArray(a) && isJsonArray(b)) {
    return a.length === b.length && a.every((item, index) => isSameJson(item, b[index]));
  }
  if (isJsonObject(a) && isJsonObject(b)) {
    return a.size === b.size && [...a].every(([key, item]) => b.has(key) && isSameJson(item, b.get(key)));
  }
  return a === b || Object.is(a, b);
}
