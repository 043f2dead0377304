import { describe, expect, it } from 'vitest';
import { toPlainJson } from './to-plain-json.js';

describe('toPlainJson', () => {
  it('gives JSON.stringify what it would lose otherwise', () => {
    const value = new Map([['__proto__', [Number.NaN, 2n ** 60n, new Map([['a', true]])]]]);
    expect(JSON.stringify(toPlainJson(value))).toBe('{"__proto__":["NaN","1152921504606846976",{"a":true}]}');
  });

  it.each([null, true, 0, -0.5, 'text', ''])('returns %j as it is', (value) => {
    expect(toPlainJson(value)).toBe(value);
  });

  it('writes the infinities as text, since JSON has no word for them', () => {
    expect(toPlainJson([Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY])).toEqual(['Infinity', '-Infinity']);
  });
});
