import { isJsonArray, isJsonObject, type JsonValue } from './json-value.js';

/** What `JSON.stringify` takes without losing anything: see {@link toPlainJson}. */
export type PlainJson = null | boolean | number | string | readonly PlainJson[] | { readonly [key: string]: PlainJson };

/**
 * Turns a {@link JsonValue} into what `JSON.stringify` takes: Maps become objects (a key `__proto__` is kept), a bigint,
 * NaN and the infinities become text.
 */
export function toPlainJson(value: JsonValue): PlainJson {
  if (typeof value === 'bigint') return String(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (isJsonArray(value)) return value.map(toPlainJson);
  // fromEntries defines own properties, so `__proto__` is a key and sets no prototype.
  if (isJsonObject(value)) return Object.fromEntries([...value].map(([key, item]) => [key, toPlainJson(item)]));
  return value;
}
