import type { JsonValue } from '../json-value.js';

const maxDepth = 500;
const number = /-?(?:0|[1-9]\d*)(\.\d+)?([eE][+-]?\d+)?/y;
const plainText = /[^"\\\u0000-\u001f]*/y;
const space = /[ \t\n\r]*/y;
const words: ReadonlyMap<string, JsonValue> = new Map<string, JsonValue>([
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
]);
const escapes: ReadonlyMap<string, string> = new Map([
  ['"', '"'],
  ['\\', '\\'],
  ['/', '/'],
  ['b', '\b'],
  ['f', '\f'],
  ['n', '\n'],
  ['r', '\r'],
  ['t', '\t'],
]);

/**
 * Parses JSON word for word as its grammar says, whatever it costs: what the parsers that are used are held against.
 * @throws SyntaxError where the text is no JSON or is nested deeper than 500 levels
 */
export function parseJsonByGrammar(text: string): JsonValue {
  let at = 0;

  function fail(expected: string): never {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end';
    throw new SyntaxError(`JSON expects ${expected} at position ${at}, but found ${found}.`);
  }

  function match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = at;
    const found = pattern.exec(text);
    if (found === null) return undefined;
    at = pattern.lastIndex;
    return found;
  }

  /** Skips white space, and takes the token if it comes next. */
  function takes(token: string): boolean {
    match(space);
    if (!text.startsWith(token, at)) return false;
    at += token.length;
    return true;
  }

  function readString(): string {
    let result = '';
    for (;;) {
      result += match(plainText)?.[0] ?? '';
      const next = text[at];
      if (next === '"') {
        at += 1;
        return result;
      }
      if (next !== '\\') fail('the end of a string');
      const escape = text[at + 1] ?? '';
      const hex = text.slice(at + 2, at + 6);
      if (escape === 'u' && /^[0-9a-fA-F]{4}$/.test(hex)) {
        result += String.fromCharCode(Number.parseInt(hex, 16));
        at += 6;
      } else {
        result += escapes.get(escape) ?? fail('a valid escape');
        at += 2;
      }
    }
  }

  function readObject(depth: number): JsonValue {
    const entries = new Map<string, JsonValue>();
    if (takes('}')) return entries;
    do {
      if (!takes('"')) fail('a key in double quotes');
      const key = readString();
      if (!takes(':')) fail('a colon');
      entries.set(key, readValue(depth));
    } while (takes(','));
    if (!takes('}')) fail('a comma or the end of an object');
    return entries;
  }

  function readArray(depth: number): JsonValue {
    const items: JsonValue[] = [];
    if (takes(']')) return items;
    do items.push(readValue(depth));
    while (takes(','));
    if (!takes(']')) fail('a comma or the end of an array');
    return items;
  }

  function readValue(depth: number): JsonValue {
    if (depth > maxDepth) fail(`at most ${maxDepth} levels`);
    if (takes('"')) return readString();
    if (takes('{')) return readObject(depth + 1);
    if (takes('[')) return readArray(depth + 1);
    for (const [word, value] of words) if (takes(word)) return value;
    const digits = match(number);
    if (digits === undefined) fail('a value');
    const value = Number(digits[0]);
    const isInteger = digits[1] === undefined && digits[2] === undefined;
    return isInteger && !Number.isSafeInteger(value) ? BigInt(digits[0]) : value;
  }

  const value = readValue(0);
  match(space);
  if (at < text.length) fail('the end');
  return value;
}
