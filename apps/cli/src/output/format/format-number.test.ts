import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { formatNumber } from './format-number.js';

describe('formatNumber', () => {
  it.each([
    [0, '0'],
    [42, '42'],
    [0.95, '0.95'],
    [0.966_666_666_666_666_7, '0.966666…'],
    [0.999_999_999, '0.999999…'],
    [0.9666667, '0.9666667'],
    [-1.234_567_890_12, '-1.23456…'],
    [123_456.789_012, '123456.78…'],
    [0.000_123_456_789, '0.000123456…'],
    [1.234_567_890_1e-7, '1.23456…e-7'],
    [1e21, '1e+21'],
    [Number.NaN, 'NaN'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
    [9_007_199_254_740_993n, '9007199254740993'],
  ])('shows %s as %s', (value, shown) => {
    expect(formatNumber(value)).toBe(shown);
  });

  it('shows fewer digits where fewer are asked for', () => {
    expect(formatNumber(0.123_456_789, 3)).toBe('0.123…');
    expect(formatNumber(0.1234, 3)).toBe('0.1234');
  });

  it('shows the number itself, or a beginning of its digits and `…`', () => {
    fc.assert(
      fc.property(fc.double(), (value) => {
        const shown = formatNumber(value);
        const [beginning, exponent] = shown.split('…');
        if (exponent === undefined) return shown === String(value);
        return String(value).startsWith(beginning ?? '-') && String(value).endsWith(exponent);
      }),
    );
  });

  it('never shows more than there is', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (value) => {
        expect(Math.abs(Number(formatNumber(value).replace('…', '')))).toBeLessThanOrEqual(Math.abs(value));
      }),
    );
  });
});
