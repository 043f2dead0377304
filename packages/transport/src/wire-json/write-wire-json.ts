import { type JsonValue, writeJson } from '@hyperdrive-run/core/json';

/** What can be written to the wire: JSON, where objects are Maps or plain objects, and an undefined field is left out. */
export type WireValue = JsonValue | undefined | readonly WireValue[] | ReadonlyMap<string, WireValue> | WireRecord;

/** A plain object of the wire, such as any DTO of this package. */
export interface WireRecord {
  readonly [key: string]: WireValue;
}

function toJsonValue(value: WireValue): JsonValue {
  if (value === undefined) return null;
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map(toJsonValue);
  const entries = value instanceof Map ? [...value] : Object.entries(value);
  const object = new Map<string, JsonValue>();
  for (const [key, item] of entries) if (item !== undefined) object.set(key, toJsonValue(item));
  return object;
}

/** Writes a DTO, or anything else of the wire, as JSON text. Not-a-number and the infinities become strings. */
export function writeWireJson(value: WireValue): string {
  return writeJson(toJsonValue(value));
}
