import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isJsonArray, isJsonObject, type JsonValue } from './json-value.js';
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

const jsonValues: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constant(null),
    fc.boolean(),
    fc.double({ noNaN: true, noDefaultInfinity: true }),
    fc.bigInt().filter((value) => !Number.isSafeInteger(Number(value))),
    fc.string({ unit: 'binary' }),
    fc.array(tie('value')),
    fc
      .array(fc.tuple(fc.oneof(fc.string(), fc.constant('__proto__')), tie('value')))
      .map((entries) => new Map(entries)),
  ),
})).value;

describe('parseJson', () => {
  it('agrees with JSON.parse on whatever JSON.parse can hold', () => {
    fc.assert(
      fc.property(fc.json(), (text) => {
        expect(withoutBigints(parseJson(text))).toEqual(withMaps(JSON.parse(text)));
      }),
    );
  });

  it('gives back everything that writeJson wrote, indented or not', () => {
    fc.assert(
      fc.property(jsonValues, fc.nat({ max: 3 }), (value, indent) => {
        expect(parseJson(writeJson(value, indent))).toStrictEqual(value);
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
        if (taken) expect(() => parseJson(text)).not.toThrow();
        else expect(() => parseJson(text)).toThrow(SyntaxError);
      }),
      { numRuns: 2000 },
    );
  });

  it('keeps integers beyond 2^53, keys named __proto__, and the bare NaN and Infinity of Python', () => {
    expect(parseJson('{"__proto__": 9007199254740993, "n": [NaN, Infinity, -Infinity]}')).toStrictEqual(
      new Map<string, JsonValue>([
        ['__proto__', 9007199254740993n],
        ['n', [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY]],
      ]),
    );
  });

  it('takes the last of a repeated key', () => {
    expect(parseJson('{"a":1,"a":2}')).toEqual(new Map([['a', 2]]));
  });

  it('says where the text stops being JSON', () => {
    expect(() => parseJson('{"lr": 0.1,}')).toThrow('a key in double quotes at position 11, but found "}"');
    expect(() => parseJson('[1, 2')).toThrow('a comma or the end of an array at position 5, but found the end');
  });

  it('reads an escape by its letter only, whatever follows it', () => {
    expect(parseJson('"\\n00e9\\u00e9z\\b1234"')).toBe('\n00e9éz\b1234');
    expect(() => parseJson('"\\u00e"')).toThrow('a valid escape at position 1');
    expect(() => parseJson('"\\uzz12"')).toThrow('a valid escape');
    expect(() => parseJson('"\\u12zz"')).toThrow('a valid escape');
    expect(() => parseJson('"\\')).toThrow('a valid escape');
    expect(() => parseJson('"a\nb"')).toThrow('the end of a string at position 2');
  });

  it.each([
    ['{"a" 1}', 'a colon at position 5'],
    ['{"a":1 "b"}', 'a comma or the end of an object at position 7'],
    ['[1,]', 'a value at position 3'],
    ['1 2', 'the end at position 2'],
  ])('says what it expected in %s', (text, expected) => {
    expect(() => parseJson(text)).toThrow(`JSON expects ${expected}`);
  });

  it('takes 500 levels, and no more', () => {
    const nested = (levels: number): string => '['.repeat(levels) + ']'.repeat(levels);
    expect(() => parseJson(nested(500))).not.toThrow();
    expect(() => parseJson(nested(502))).toThrow('at most 500 levels');
  });

  it('refuses nesting that would exhaust the stack', () => {
    expect(() => parseJson('['.repeat(100_000))).toThrow(SyntaxError);
  });
});

describe('writeJson', () => {
  it('writes what JSON cannot hold as text', () => {
    expect(writeJson([Number.NaN, Number.POSITIVE_INFINITY, 2n ** 70n])).toBe(
      '["NaN","Infinity",1180591620717411303424]',
    );
  });
});
