/**
 * A JSON value that loses nothing: objects are Maps (`__proto__` is a key like any other, key order is kept), integers
 * beyond 2^53 are bigint, and the bare tokens `NaN`, `Infinity` and `-Infinity` that Python writes are numbers.
 */
export type JsonValue = null | boolean | number | bigint | string | readonly JsonValue[] | JsonObject;

/** A JSON object as a Map. */
export type JsonObject = ReadonlyMap<string, JsonValue>;

/** Whether a JSON value is an object. */
export function isJsonObject(value: JsonValue | undefined): value is JsonObject {
  return value instanceof Map;
}

/** Whether a JSON value is an array. `Array.isArray` alone does not narrow a readonly array. */
export function isJsonArray(value: JsonValue | undefined): value is readonly JsonValue[] {
  return Array.isArray(value);
}
