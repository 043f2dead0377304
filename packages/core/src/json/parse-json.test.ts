import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awkwardJson, hostileTexts, jsonValues, orderOf, outcomeOf } from './__fixtures__/awkward-json.js';
import { parseJsonExactly } from './exact-json-reader.js';
import { isJsonArray, isJsonObject, type JsonObject, type JsonValue } from './json-value.js';
import { parseJson } from './parse-json.js';
import { writeJson } from './write-json.js';

/** Gives up what `JSON.parse` cannot hold. */
function withoutBigints(value: JsonValue): unknown {
  if (typeof value === 'bigint') return Number(value);
  if (isJsonArray(value)) return value.map(withoutBigints);
  if (isJsonObject(value)) return new Map([...value].map(([key, item]) => [key, withoutBigints(item)]));
  return value;
}

/** Turns what `JSON.parse` gives into the Maps that `parseJson` gives. */
function withMaps(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(withMaps);
  if (typeof value !== 'object' || value === null) return value;
  return new Map(Object.entries(value).map(([key, item]) => [key, withMaps(item)]));
}

function asObject(value: JsonValue): JsonObject {
  return isJsonObject(value) ? value : new Map();
}

describe.each([
  ['parseJson', parseJson],
  ['the exact reader', parseJsonExactly],
])('%s', (_name, parse) => {
  it('agrees with JSON.parse on whatever JSON.parse can hold', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(withoutBigints(parse(text))).toEqual(withMaps(JSON.parse(text)));
      }),
    );
  });

  it('gives back everything that writeJson wrote, indented or not', () => {
    fc.assert(
      fc.property(jsonValues, fc.nat({ max: 3 }), (value, indent) => {
        expect(parse(writeJson(value, indent))).toStrictEqual(value);
      }),
    );
  });

  it('refuses what JSON.parse refuses, but for the number words of Python', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom(...'{}[]",:0123-+.eE\\u nt') }), (text) => {
        let taken = true;
        try {
          JSON.parse(text);
        } catch {
          taken = false;
        }
        if (taken) expect(() => parse(text)).not.toThrow();
        else expect(() => parse(text)).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps integers beyond 2^53, keys named __proto__, and the bare NaN and Infinity of Python', () => {
    expect(parse('{"__proto__": 9007199254740993, "n": [NaN, Infinity, -Infinity]}')).toStrictEqual(
      new Map<string, JsonValue>([
        ['__proto__', 9007199254740993n],
        ['n', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
      ]),
    );
  });

  it('takes the last of a repeated key', () => {
    expect(parse('{"a":1,"a":2}')).toEqual(new Map([['a', 2]]));
  });

  it('says where the text stops being JSON', () => {
    expect(() => parse('{"lr": 0.1,}')).toThrow('a key in double quotes at position 11, but found "}"');
    expect(() => parse('[1, 2')).toThrow('a comma or the end of an array at position 5, but found the end');
  });

  it('reads an escape by its letter only, whatever follows it', () => {
    expect(parse('"\\n00e9\\u00e9z\\b1234"')).toBe('\n00e9éz\b1234');
    expect(() => parse('"\\u00e"')).toThrow('a valid escape at position 1');
    expect(() => parse('"\\uzz12"')).toThrow('a valid escape');
    expect(() => parse('"\\u12zz"')).toThrow('a valid escape');
    expect(() => parse('"\\')).toThrow('a valid escape');
    expect(() => parse('"a\nb"')).toThrow('the end of a string at position 2');
  });

  it.each([
    ['{"a" 1}', 'a colon at position 5'],
    ['{"a":1 "b"}', 'a comma or the end of an object at position 7'],
    ['[1,]', 'a value at position 3'],
    ['1 2', 'the end at position 2'],
  ])('says what it expected in %s', (text, expected) => {
    expect(() => parse(text)).toThrow(`JSON expects ${expected}`);
  });

  it('takes 500 levels around a value, and no more', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parse(nested(500))).not.toThrow();
    expect(() => parse(nested(501))).not.toThrow();
    expect(() => parse(nested(502))).toThrow('at most 500 levels');
    expect(() => parse(`${'['.repeat(501)}1${']'.repeat(501)}`)).toThrow('at most 500 levels');
    expect(() => parse(`${'{"a":'.repeat(501)}1${'}'.repeat(501)}`)).toThrow('at most 500 levels');
  });

  it('keeps the order of keys that look like indexes', () => {
    expect([...asObject(parse('{"b":1,"10":2,"2":3,"0":4}')).keys()]).toEqual(['b', '10', '2', '0']);
  });

  it('takes doubles beyond 2^53 for doubles, however they are written, and minus zero for itself', () => {
    expect(parse('[1e20, 9007199254740993.0, -1E+300, 1e400, -0, -0.0, 0e1]')).toStrictEqual([
      1e20,
      9007199254740992,
      -1e300,
      Number.POSITIVE_INFINITY,
      -0,
      -0,
      0,
    ]);
    expect(parse('[9007199254740991, 9007199254740992, -9007199254740992]')).toStrictEqual([
      9007199254740991,
      9007199254740992n,
      -9007199254740992n,
    ]);
  });

  it('takes an integer of 4300 digits, and refuses a longer one by its limit before it is read', () => {
    expect(parse(`[${'9'.repeat(4300)}]`)).toEqual([10n ** 4300n - 1n]);
    expect(() => parse(`[${'9'.repeat(4301)}]`)).toThrow('an integer of at most 4300 digits at position 1');
    expect(() => parse(`{"seed": -${'9'.repeat(4_000_000)}}`)).toThrow('at most 4300 digits at position 9');
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(() => parse('['.repeat(100_000))).toThrow(SyntaxError);
  });
});

/** Texts of which more than the beginning has to be read, with long integers in it, behind it, and within strings. */
const longTexts = fc
  .tuple(
    fc.array(
      fc.oneof(
        awkwardJson,
        fc.constantFrom(
          '12345678901234567890',
          '12345678901234567.5',
          '-12345678901234567e-9',
          '{"a" : 10000000000000001}',
        ),
        fc.constantFrom(
          '"{\\"seed\\":12345678901234567}"',
          '"[12345678901234567]"',
          '{"2":1,"1":12345678901234567890}',
        ),
      ),
      { minLength: 1, maxLength: 6 },
    ),
    fc.constantFrom('', ' '.repeat(1000), `"${'x'.repeat(990)}",`),
    fc.constantFrom(']', ',]', ''),
  )
  .map(([parts, padding, end]) => `[${padding}${parts.join(',')},"${'y'.repeat(20_000)}"${end}`);

function expectWhatTheExactReaderReturns(text: string): void {
  const [got, wanted] = [outcomeOf(parseJson, text), outcomeOf(parseJsonExactly, text)];
  expect(got).toStrictEqual(wanted);
  expect(orderOf(got)).toEqual(orderOf(wanted));
}

describe('parseJson', () => {
  it('returns what the exact reader returns, key order and messages included, whatever the text', () => {
    fc.assert(
      fc.property(
        fc.oneof(hostileTexts, awkwardJson, fc.json(), fc.string({ unit: 'binary' })),
        expectWhatTheExactReaderReturns,
      ),
      { numRuns: 3000 },
    );
  });

  it('returns what the exact reader returns for long texts, which it may hand over before it has read them', () => {
    fc.assert(fc.property(longTexts, expectWhatTheExactReaderReturns), { numRuns: 500 });
  });

  it('reads no key that other code has given to all objects', () => {
    const ofAll: unknown = Object.getPrototypeOf({});
    const added = { value: 1, writable: true, enumerable: true, configurable: true };
    let read: JsonValue;
    if (typeof ofAll !== 'object' || ofAll === null) throw new TypeError('Objects have no prototype.');
    Reflect.defineProperty(ofAll, 'added', added);
    try {
      read = parseJson('[{"a":{"b":2}}]');
    } finally {
      Reflect.deleteProperty(ofAll, 'added');
    }
    expect(read).toStrictEqual([new Map([['a', new Map([['b', 2]])]])]);
  });
});

describe('writeJson', () => {
  it('writes what JSON cannot hold as text', () => {
    expect(writeJson([Number.NaN, Number.POSITIVE_INFINITY, 2n ** 70n])).toBe(
      '["NaN","Infinity",1180591620717411303424]',
    );
  });
});
