import { maxJsonDepth, parseJsonExactly } from './exact-json-reader.js';
import type { JsonValue } from './json-value.js';

/** What the walk meets that `JSON.parse` may have changed: the exact reader has to read the text again. */
const inexact = Symbol('inexact');

/**
 * Parses JSON without losing anything that `JSON.parse` loses: see {@link JsonValue}.
 * Of an object's repeated key the last value counts, as in `JSON.parse` and in Python.
 *
 * `JSON.parse` reads the text, and one walk makes Maps of its objects. Where it refuses the text, or the walk meets
 * something that it may have changed, the exact reader of this package reads the text instead, at some times the cost.
 * @throws SyntaxError that names the position, where the text is no JSON, is nested deeper than 500 levels, or holds an
 *   integer of more than 4300 digits
 */
export function parseJson(text: string): JsonValue {
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return parseJsonExactly(text);
  }
  const value = withMaps(parsed, 0);
  return value === inexact ? parseJsonExactly(text) : value;
}

/** Makes Maps of the objects. Lists are kept as they are, and their objects replaced in place: nobody else has them. */
function withMaps(value: unknown, depth: number): JsonValue | typeof inexact {
  if (typeof value === 'string' || typeof value === 'boolean' || value === null) return value;
  if (typeof value === 'number') return isExact(value) ? value : inexact;
  if (depth >= maxJsonDepth) return inexact;
  if (Array.isArray(value)) return makeExact(value, depth + 1) ? value : inexact;
  return isObject(value) ? toMap(value, depth + 1) : inexact;
}

/** Beyond 2^53 every double is an integer: whether the text had one, only the text says. */
function isExact(value: number): boolean {
  return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
}

/** Whether every item is now what {@link JsonValue} has. */
function makeExact(items: unknown[], depth: number): items is JsonValue[] {
  for (let index = 0; index < items.length; index += 1) {
    const item = items[index];
    if (typeof item === 'number') {
      if (!isExact(item)) return false;
    } else if (typeof item === 'object' && item !== null) {
      const value = withMaps(item, depth);
      if (value === inexact) return false;
      items[index] = value;
    }
  }
  return true;
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

function toMap(value: Readonly<Record<string, unknown>>, depth: number): JsonValue | typeof inexact {
  const entries = new Map<string, JsonValue>();
  const keys = Object.keys(value);
  // Keys that are indexes come first in an object, wherever the text had them.
  if (isIndex(keys[0] ?? '')) return inexact;
  for (const key of keys) {
    const item = withMaps(value[key], depth);
    if (item === inexact) return inexact;
    entries.set(key, item);
  }
  return entries;
}

function isIndex(key: string): boolean {
  const code = key.charCodeAt(0);
  return code >= 0x30 && code <= 0x39 && String(Number(key)) === key;
}
