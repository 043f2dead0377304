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
 * @throws SyntaxError that names the position, where the text is no JSON, is nested deeper than 500 levels, or contains
 *   an integer of more than 4300 digits. A value that a repeated key replaces may be passed over: it is not in the result
 */
export function parseJson(text: string): JsonValue {
  const value = parsePlainJson(text);
  return value === undefined ? parseJsonExactly(text) : value;
}

/**
 * Parses JSON of which `JSON.parse` loses nothing, at its pace.
 * @returns `undefined` where it may have lost something, and where the text is no JSON: the exact reader has to read it
 */
export function parsePlainJson(text: string): JsonValue | undefined {
  if (beginsWithLongInteger(text) || hasInheritedKeys({})) return undefined;
  let parsed: unknown;
  try {
    parsed = JSON.parse(text);
  } catch {
    return undefined;
  }
  const value = isUnchanged(parsed) ? parsed : withMaps(parsed, 0);
  return value === inexact ? undefined : value;
}

/** So much of a long text is looked at before it is read: the rest is usually alike. */
const beginning = 1000;
/** In a shorter text the look costs more than what it may save. */
const longText = 20_000;
/** An integer beyond 2^53, as it follows a key or within a list. Within a string it is one that is escaped JSON. */
const longInteger = /(?:[^\\]":|[[,])\s*-?\d{17}/;

/** Whether `JSON.parse` is likely to read the text in vain. A wrong guess costs time, and changes nothing. */
function beginsWithLongInteger(text: string): boolean {
  return text.length > longText && longInteger.test(text.slice(0, beginning));
}

/** Whether somebody has given all objects of the program a key, which `for...in` would take for one of the text. */
function hasInheritedKeys(empty: object): boolean {
  for (const key in empty) return key !== undefined;
  return false;
}

/** Whether `JSON.parse` gives a value as the text has it. Most values are no objects, and need no call. */
function isUnchanged(value: unknown): value is null | boolean | number | string {
  // Beyond 2^53 every double is an integer: whether the text had one, only the text says.
  if (typeof value === 'number') return value >= Number.MIN_SAFE_INTEGER && value <= Number.MAX_SAFE_INTEGER;
  return typeof value === 'string' || value === null || typeof value === 'boolean';
}

/** Makes Maps of the objects. Lists are kept as they are, and their objects replaced in place: nobody else has them. */
function withMaps(value: unknown, depth: number): JsonValue | typeof inexact {
  if (!isObject(value) || depth >= maxJsonDepth) return inexact;
  if (Array.isArray(value)) return replaceObjects(value, depth + 1) ? value : inexact;
  return toMap(value, depth + 1);
}

function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null;
}

/** Whether every item is now what {@link JsonValue} has. */
function replaceObjects(items: unknown[], depth: number): items is JsonValue[] {
  for (let index = countPlainNumbers(items); index < items.length; index += 1) {
    const item = items[index];
    if (isUnchanged(item)) continue;
    const value = withMaps(item, depth);
    if (value === inexact) return false;
    items[index] = value;
  }
  return true;
}

/** How many plain numbers a list begins with. Lists of numbers alone are walked without making an object of each. */
function countPlainNumbers(items: readonly unknown[]): number {
  let count = 0;
  for (; count < items.length; count += 1) {
    const item = items[count];
    const isPlain = typeof item === 'number' && item >= Number.MIN_SAFE_INTEGER && item <= Number.MAX_SAFE_INTEGER;
    if (!isPlain) break;
  }
  return count;
}

function toMap(object: Readonly<Record<string, unknown>>, depth: number): JsonValue | typeof inexact {
  const entries = new Map<string, JsonValue>();
  // The engine has the keys of objects that are alike at hand, and for...in makes no list of them for each.
  for (const key in object) {
    // Keys that are indexes come first in an object, wherever the text had them.
    if (entries.size === 0 && isIndex(key)) return inexact;
    const item = object[key];
    const value = isUnchanged(item) ? item : withMaps(item, depth);
    if (value === inexact) return inexact;
    entries.set(key, value);
  }
  return entries;
}

function isIndex(key: string): boolean {
  const code = key.charCodeAt(0);
  return code >= 0x30 && code <= 0x39 && String(Number(key)) === key;
}
