import { type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { containsPickled, pickled, withoutPickles } from './pickled-value.js';

const pickle = '{"_type": "CLOUDPICKLE_FALLBACK", "value": "80059566"}';
const value: JsonValue = parseJson(`{"a": {"b": ${pickle}, "c": 1}, "d": [${pickle}, 2], "e": ${pickle}}`);

it('puts in place of a pickle what Ray wrote as number or text elsewhere, and never its bytes', () => {
  const other = parseJson('{"a": {"b": 0.5}, "d": ["<object>"]}');
  expect(withoutPickles(value, other)).toEqual(
    new Map<string, unknown>([
      [
        'a',
        new Map([
          ['b', 0.5],
          ['c', 1],
        ]),
      ],
      ['d', ['<object>', 2]],
      ['e', pickled],
    ]),
  );
});

it('finds pickles at any depth', () => {
  expect(containsPickled(value)).toBe(true);
  expect(containsPickled(withoutPickles(value, undefined))).toBe(false);
});
