import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What stands for a value that Ray wrote as a pickle. */
export const pickled = '(a pickled value, not read)';

/**
 * Whether Ray wrote a value as a pickle because it is no JSON: numbers of numpy are, too. Loading a pickle runs code, so
 * it is never decoded.
 */
export function isPickled(value: JsonValue | undefined): value is JsonObject {
  return isJsonObject(value) && value.get('_type') === 'CLOUDPICKLE_FALLBACK';
}

/** Whether a value is a pickle or contains one. */
export function containsPickled(value: JsonValue | undefined): boolean {
  if (isPickled(value)) return true;
  if (isJsonArray(value)) return value.some(containsPickled);
  return isJsonObject(value) && [...value.values()].some(containsPickled);
}

/**
 * A value without its pickles. In place of each is what the same place of another object says, which Ray wrote as text or
 * number beside it, or a text that says that it is not read.
 * @param other the same value as Ray wrote it elsewhere, where it did
 */
export function withoutPickles(value: JsonValue, other: JsonValue | undefined): JsonValue {
  if (isPickled(value)) return other ?? pickled;
  if (isJsonArray(value)) {
    return value.map((item, at) => withoutPickles(item, isJsonArray(other) ? other[at] : undefined));
  }
  if (!isJsonObject(value)) return value;
  const inner = isJsonObject(other) ? other : undefined;
  return new Map([...value].map(([name, item]) => [name, withoutPickles(item, inner?.get(name))]));
}
