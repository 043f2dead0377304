import fc from 'fast-check';
import type { JsonValue } from '../json-value.js';
import { writeJson } from '../write-json.js';

/** The keys of all objects in their order, which equality of Maps does not look at. */
export function orderOf(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(orderOf);
  return value instanceof Map ? [...value].map(([key, item]) => [key, orderOf(item)]) : typeof value;
}

/** Any value, with keys and numbers that `JSON.parse` changes. */
export const jsonValues: fc.Arbitrary<JsonValue> = fc.letrec<{ value: JsonValue }>((tie) => ({
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

/** Whole tokens and pieces of tokens: what JSON is made of, and what is made to look like it. */
const hostilePieces = [
  '{',
  '}',
  '[',
  ']',
  ',',
  ':',
  '"',
  '\\',
  ' ',
  '\n',
  '"a"',
  '"__proto__"',
  '"1"',
  '"10"',
  '"constructor"',
  '-0',
  '-',
  '1e400',
  '-1e400',
  '9007199254740993',
  '9007199254740992',
  '123456789012345',
  '01',
  '1.',
  '1e',
  '.5',
  '1e20',
  'NaN',
  'Infinity',
  '-Infinity',
  'null',
  'true',
  'nul',
  '"\\u00e9"',
  '"\\ud800"',
  '"\\x"',
  '"\u0000"',
  '\ufeff',
  '"a":1',
  '"a":{',
  '[1,2]',
  '{"a":[]}',
  '{"2":1,"1":2}',
  '"\\\\"',
  '"\\\\\\""',
  '1234567890123456',
] as const;
/** Texts of such pieces in any order. */
export const hostileTexts: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...hostilePieces), { maxLength: 14 })
  .map((parts) => parts.join(''));

/** Texts that are JSON more often than not, with keys and numbers that `JSON.parse` changes. */
export const awkwardJson: fc.Arbitrary<string> = jsonValues.map((value) => writeJson(value).replaceAll('"NaN"', 'NaN'));

/** What parsing returns, or the message of the error that it throws. */
export function outcomeOf(parse: (text: string) => JsonValue, text: string): unknown {
  try {
    return parse(text);
  } catch (error) {
    return error instanceof SyntaxError ? error.message : error;
  }
}
