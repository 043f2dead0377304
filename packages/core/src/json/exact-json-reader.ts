import type { JsonValue } from './json-value.js';

/** The deepest nesting that is read. */
export const maxJsonDepth = 500;

/**
 * The most digits of an integer, as many as Python reads by default: the time to read one grows with their square, and
 * no seed has as many.
 */
export const maxIntegerDigits = 4300;

/** Reads a JSON text piece by piece. */
export interface ExactJsonReader {
  /**
   * Reads on.
   * @param steps how many values, keys and ends of lists to read at most; long ones count as several
   * @returns whether the whole text is read
   * @throws SyntaxError that names the position, where the text is no JSON, is nested deeper than 500 levels, or contains an
   *   integer of more than 4300 digits
   */
  readonly advance: (steps: number) => boolean;
  /** The value, once the whole text is read. */
  readonly value: () => JsonValue;
}

/** Parses JSON as {@link parseJson} does, by the reader that decides what a text means. */
export function parseJsonExactly(text: string): JsonValue {
  const reader = createExactJsonReader(text);
  reader.advance(Number.POSITIVE_INFINITY);
  return reader.value();
}

/** An object or a list that is not closed yet. */
interface OpenList {
  readonly kind: 'list';
  readonly value: JsonValue[];
}
interface OpenObject {
  readonly kind: 'object';
  readonly value: Map<string, JsonValue>;
  /** The key whose value comes next. */
  key: string;
}

/** What may come next. */
type Expected = 'value' | 'value-or-end' | 'key' | 'key-or-end' | 'comma-or-end' | 'end-of-text';

const words: readonly (readonly [word: string, value: JsonValue])[] = [
  ['null', null],
  ['true', true],
  ['false', false],
  ['NaN', Number.NaN],
  ['Infinity', Number.POSITIVE_INFINITY],
  ['-Infinity', Number.NEGATIVE_INFINITY],
];
/** Integers of so many digits are summed up without loss; those of more than the second number are never safe. */
const plainDigits = 15;
const mostSafeDigits = 16;
const needsReading = /[\\\u0000-\u001f]/;
const simpleEscapes = '"\\/bfnrt';
const hexadecimal = /^[0-9a-fA-F]{4}$/;
/** Characters that take as long to read as one more value. */
const charactersOfStep = 64;

/**
 * Makes the reader that decides what a text means: `parseJson` hands over to it whatever `JSON.parse` would change. It
 * keeps no stack but its own, so that it can pause anywhere and no nesting exhausts it.
 */
export function createExactJsonReader(text: string): ExactJsonReader {
  const open: (OpenList | OpenObject)[] = [];
  let innermost: OpenList | OpenObject | undefined;
  let expected: Expected = 'value';
  let whole: JsonValue = null;
  let at = 0;

  function fail(wanted: string): never {
    const found = at < text.length ? JSON.stringify(text.slice(at, at + 12)) : 'the end';
    throw new SyntaxError(`JSON expects ${wanted} at position ${at}, but found ${found}.`);
  }

  /** Skips white space. Returns the code of the character that follows; NaN at the end. */
  function peek(): number {
    let code = text.charCodeAt(at);
    while (code === 0x20 || code === 0x0a || code === 0x0d || code === 0x09) {
      at += 1;
      code = text.charCodeAt(at);
    }
    return code;
  }

  /** Reads a string whose opening quote has been passed. Escapes are read by `JSON.parse`, which knows them all. */
  function readString(): string {
    const start = at;
    const quote = text.indexOf('"', start);
    const end = quote > start && text.charCodeAt(quote - 1) === 0x5c ? endOfEscaped(text, start) : quote;
    if (end === -1) return failInString(start);
    at = end + 1;
    const content = text.slice(start, end);
    if (!needsReading.test(content)) return content;
    try {
      const value: unknown = JSON.parse(text.slice(start - 1, at));
      return String(value);
    } catch {
      return failInString(start);
    }
  }

  function failInString(start: number): never {
    at = endOfValid(text, start);
    return fail(text[at] === '\\' ? 'a valid escape' : 'the end of a string');
  }

  function readNumberOrWord(first: number): JsonValue {
    const start = at;
    const isNegative = first === 0x2d;
    let end = isNegative ? at + 1 : at;
    const digitsFrom = end;
    let sum = 0;
    let code = text.charCodeAt(end);
    while (code >= 0x30 && code <= 0x39) {
      sum = sum * 10 + (code - 0x30);
      end += 1;
      code = text.charCodeAt(end);
      // A zero that comes first is a number of its own.
      if (sum === 0) break;
    }
    const digits = end - digitsFrom;
    if (digits === 0) return readWord();
    const fractionEnd = code === 0x2e ? endOfDigits(end + 1) : end;
    const mantissaEnd = fractionEnd > end + 1 ? fractionEnd : end;
    const marked = text.charCodeAt(mantissaEnd);
    const exponentEnd = marked === 0x65 || marked === 0x45 ? endOfExponent(mantissaEnd + 1) : mantissaEnd;
    if (exponentEnd > end) {
      at = exponentEnd;
      return Number(text.slice(start, exponentEnd));
    }
    if (digits > maxIntegerDigits) fail(`an integer of at most ${maxIntegerDigits} digits`);
    at = end;
    if (digits <= plainDigits) return isNegative ? -sum : sum;
    const literal = text.slice(start, end);
    if (digits > mostSafeDigits) return BigInt(literal);
    const value = Number(literal);
    return Number.isSafeInteger(value) ? value : BigInt(literal);
  }

  function endOfDigits(from: number): number {
    let end = from;
    for (let code = text.charCodeAt(end); code >= 0x30 && code <= 0x39; code = text.charCodeAt(end)) end += 1;
    return end;
  }

  /** Where an exponent ends; where none is, the mark before it. */
  function endOfExponent(from: number): number {
    const sign = text.charCodeAt(from);
    const digitsFrom = sign === 0x2b || sign === 0x2d ? from + 1 : from;
    const end = endOfDigits(digitsFrom);
    return end > digitsFrom ? end : from - 1;
  }

  function readWord(): JsonValue {
    for (const [word, value] of words) {
      if (!text.startsWith(word, at)) continue;
      at += word.length;
      return value;
    }
    return fail('a value');
  }

  function readValue(code: number): void {
    if (open.length > maxJsonDepth) fail(`at most ${maxJsonDepth} levels`);
    if (code === 0x22) {
      at += 1;
      keep(readString());
    } else if (code === 0x7b) {
      at += 1;
      enter({ kind: 'object', value: new Map(), key: '' }, 'key-or-end');
    } else if (code === 0x5b) {
      at += 1;
      enter({ kind: 'list', value: [] }, 'value-or-end');
    } else keep(readNumberOrWord(code));
  }

  function enter(opened: OpenList | OpenObject, then: Expected): void {
    open.push(opened);
    innermost = opened;
    expected = then;
  }

  function leave(): void {
    at += 1;
    const closed = open.pop();
    innermost = open.at(-1);
    keep(closed?.value ?? null);
  }

  function keep(value: JsonValue): void {
    expected = 'comma-or-end';
    if (innermost === undefined) {
      whole = value;
      expected = 'end-of-text';
    } else if (innermost.kind === 'list') innermost.value.push(value);
    else innermost.value.set(innermost.key, value);
  }

  function readKey(code: number): void {
    if (code !== 0x22) fail('a key in double quotes');
    at += 1;
    const key = readString();
    if (peek() !== 0x3a) fail('a colon');
    at += 1;
    if (innermost?.kind === 'object') innermost.key = key;
    expected = 'value';
  }

  function readSeparator(code: number): void {
    const isObject = innermost?.kind === 'object';
    if (code === 0x2c) {
      at += 1;
      expected = isObject ? 'key' : 'value';
    } else if (code === (isObject ? 0x7d : 0x5d)) leave();
    else fail(`a comma or the end of an ${isObject ? 'object' : 'array'}`);
  }

  function advance(steps: number): boolean {
    let step = 0;
    for (let from = at; step < steps; step += 1 + (at - from) / charactersOfStep, from = at) {
      const code = peek();
      if (expected === 'comma-or-end') readSeparator(code);
      else if (expected === 'value') readValue(code);
      else if (expected === 'key') readKey(code);
      else if (expected === 'value-or-end') {
        if (code === 0x5d) leave();
        else readValue(code);
      } else if (expected === 'key-or-end') {
        if (code === 0x7d) leave();
        else readKey(code);
      } else {
        if (at < text.length) fail('the end');
        return true;
      }
    }
    return false;
  }

  return { advance, value: () => whole };
}

/** The quote that ends a string with escapes; -1 where none does. One walk, however many quotes are escaped. */
function endOfEscaped(text: string, start: number): number {
  for (let end = start; end < text.length; end += 1) {
    const code = text.charCodeAt(end);
    if (code === 0x22) return end;
    if (code === 0x5c) end += 1;
  }
  return -1;
}

/** Where a string that is no valid one stops being valid. */
function endOfValid(text: string, start: number): number {
  let end = start;
  while (end < text.length) {
    const code = text.charCodeAt(end);
    if (code < 0x20 || code === 0x22) return end;
    if (code !== 0x5c) end += 1;
    else if (simpleEscapes.includes(text.charAt(end + 1) || ' ')) end += 2;
    else if (text[end + 1] === 'u' && hexadecimal.test(text.slice(end + 2, end + 6))) end += 6;
    else return end;
  }
  return end;
}
