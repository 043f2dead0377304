import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from '@hyperdrive-run/core/json';

/** A JSON object with these fields; what is `undefined` is written as null, so that every message names all its fields. */
export function toFields(fields: Readonly<Record<string, JsonValue | undefined>>): JsonObject {
  return new Map(Object.entries(fields).map(([name, value]): [string, JsonValue] => [name, value ?? null]));
}

/** A message's object. @throws Error where the JSON is something else */
export function requireObject(json: JsonValue, what: string): JsonObject {
  if (isJsonObject(json)) return json;
  throw new Error(`The dashboard did not return ${what}.`);
}

/** A field's text; `undefined` where it is none. */
export function textOf(json: JsonObject, name: string): string | undefined {
  const value = json.get(name);
  return typeof value === 'string' ? value : undefined;
}

/** A field's time, which is written in ISO 8601; `undefined` where it is none. */
export function timeOf(json: JsonObject, name: string): Date | undefined {
  const time = new Date(textOf(json, name) ?? Number.NaN);
  return Number.isNaN(time.getTime()) ? undefined : time;
}

/** A field's object; `undefined` where it is none. */
export function objectOf(json: JsonObject, name: string): JsonObject | undefined {
  const value = json.get(name);
  return isJsonObject(value) ? value : undefined;
}

/** A field's list; empty where it is none. */
export function listOf(json: JsonObject, name: string): readonly JsonValue[] {
  const value = json.get(name);
  return isJsonArray(value) ? value : [];
}
