import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json/json-value.js';
import { valueIdentity } from './value-identity.js';

const object = (...entries: [string, JsonValue][]): JsonValue => new Map(entries);

describe('the identity of a value', () => {
  it.each<[JsonValue, JsonValue]>([
    [1, 1n],
    [0, -0],
    [2 ** 60, 2n ** 60n],
    [1e21, 10n ** 21n],
    [object(['a', 1], ['b', [1, null]]), object(['b', [1n, null]], ['a', 1])],
  ])('is one of equal values: %j and the other', (a, b) => {
    expect(valueIdentity(a)).toBe(valueIdentity(b));
  });

  it('differs for values that differ as JSON', () => {
    const values: JsonValue[] = [
      1,
      '1',
      true,
      'true',
      null,
      'null',
      [],
      [[]],
      [1],
      [1, 1],
      ['1'],
      [1, 23],
      [12, 3],
      '[1]',
      0.1,
      '',
      -1,
    ];
    const more: JsonValue[] = [
      object(),
      object(['a', 1]),
      object(['a', '1']),
      object(['__proto__', 1]),
      Number.NaN,
      'NaN',
    ];
    const all = [...values, ...more, Number.POSITIVE_INFINITY, 2n ** 60n + 1n, 2n ** 60n];
    expect(new Set(all.map(valueIdentity)).size).toBe(all.length);
  });
});
