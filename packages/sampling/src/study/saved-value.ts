// Readers of the values in a saved study: each returns the value, or throws an error that names its place in the text.

import { InvalidArgumentError } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** An object of the text. @throws InvalidArgumentError for any other value */
export function savedObject(value: JsonValue | undefined, path: string): JsonObject {
  if (!isJsonObject(value)) throw savedFault(path, value, 'an object');
  return value;
}

/** A list of the text. @throws InvalidArgumentError for any other value */
export function savedList(value: JsonValue | undefined, path: string): readonly JsonValue[] {
  if (!isJsonArray(value)) throw savedFault(path, value, 'a list');
  return value;
}

/** A number of the text; NaN and the infinities are written as words. @throws InvalidArgumentError for any other value */
export function savedNumber(value: JsonValue, path: string): number {
  const isWord = value === 'NaN' || value === 'Infinity' || value === '-Infinity';
  if (typeof value !== 'number' && !isWord) throw savedFault(path, value, 'a number');
  return Number(value);
}

/** The error for a place in the text that is not as it was written. */
export function savedFault(option: string, got: unknown, takes: string): InvalidArgumentError {
  return new InvalidArgumentError({ option, got, takes, hint: 'Pass the whole text that save() of a study returned.' });
}
