import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** What is at a place of a JSON value; `undefined` where there is nothing. */
export function jsonAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): JsonValue | undefined {
  let at = value;
  for (const step of path) {
    if (typeof step === 'string') at = isJsonObject(at) ? at.get(step) : undefined;
    else at = isJsonArray(at) ? at[step] : undefined;
  }
  return at;
}

/** What is at the same place of each item of a list. */
export function eachAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): (JsonValue | undefined)[] {
  return isJsonArray(value) ? value.map((item) => jsonAt(item, ...path)) : [];
}

/** The text that is at a place. @throws Error where there is none: the test's expectation fails there */
export function textAt(value: JsonValue | undefined, ...path: readonly (string | number)[]): string {
  const found = jsonAt(value, ...path);
  if (typeof found !== 'string') throw new Error(`There is no text at ${path.join('.')}.`);
  return found;
}
