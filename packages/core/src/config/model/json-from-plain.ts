import type { JsonObject, JsonValue } from '../../json/json-value.js';
import { findJsonViolations } from '../checks/find-json-violations.js';

/**
 * A value of a `choice`: whatever JSON can carry. Objects may be plain objects (their own enumerable properties count)
 * or Maps; integers beyond 2^53 are bigint.
 */
export type ChoiceValue =
  | null
  | boolean
  | number
  | bigint
  | string
  | readonly ChoiceValue[]
  | { readonly [name: string]: ChoiceValue }
  | ReadonlyMap<string, ChoiceValue>;

/** What a value of a `choice` is as JSON: a literal stays what it is, an object becomes a Map. */
export type JsonOf<Value extends ChoiceValue> = Value extends null | boolean | number | bigint | string
  ? Value
  : Value extends readonly ChoiceValue[]
    ? readonly JsonValue[]
    : JsonObject;

/** Turns plain objects into Maps, at every level. Whatever else JSON cannot carry stays, for the checks to find. */
export function jsonFromPlain(value: unknown, depth = 0): unknown {
  // A cycle ends here; the checks refuse anything this deep.
  if (depth > 200) return value;
  if (Array.isArray(value)) return value.map((item: unknown) => jsonFromPlain(item, depth + 1));
  if (value instanceof Map) {
    const entries: readonly (readonly [unknown, unknown])[] = [...value];
    return new Map(entries.map(([name, item]) => [name, jsonFromPlain(item, depth + 1)]));
  }
  if (!isPlainObject(value)) return value;
  const entries: readonly (readonly [string, unknown])[] = Object.entries(value);
  return new Map(entries.map(([name, item]) => [name, jsonFromPlain(item, depth + 1)]));
}

/** Whether JSON can carry a value as it is. */
export function isJsonValue(value: unknown): value is JsonValue {
  return findJsonViolations(value, '').length === 0;
}

/** Whether a value is an object of no class: `{...}`, or one without a prototype. */
export function isPlainObject(value: unknown): value is object {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  // An object of another realm has another Object.prototype; what all of them share is that theirs has none.
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}
