import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { countText } from './count-text.js';
import { fitText, textWidth } from './fit-text.js';
import { formatDuration } from './format-duration.js';
import { formatNumber, formatTick } from './format-number.js';
import { formatValue } from './format-value.js';

describe('the texts of charts', () => {
  it.each([
    [0.30000000000000004, '0.3'],
    [1234567.25, '1234570'],
    [1.5e-7, '1.5e-7'],
    [2e20, '2e20'],
    [Number.NEGATIVE_INFINITY, '-Infinity'],
  ])('write the number %d as %s', (value, text) => expect(formatNumber(value)).toBe(text));

  it.each([
    [0.5, 0.25, '0.5'],
    [0.25, 0.05, '0.25'],
    [1500, 500, '1500'],
    [-0, 1, '0'],
    [2.5e7, 5e6, '2.5e7'],
  ])('write the tick %d of steps of %d as %s', (value, step, text) => expect(formatTick(value, step)).toBe(text));

  it.each([
    [0, '0 s'],
    [250, '250 ms'],
    [61_000, '1 min 1 s'],
    [3_600_000, '1 h'],
    [90_000_000, '1 d 1 h'],
  ])('write %d ms as %s', (ms, text) => expect(formatDuration(ms)).toBe(text));

  it('write values of any kind, and counts with their noun', () => {
    expect([formatValue('a'), formatValue(true), formatValue(2n ** 60n), formatValue(undefined)]).toEqual([
      'a',
      'true',
      '1152921504606846976',
      '',
    ]);
    expect([countText(1, 'trial', 'trials'), countText(2, 'trial', 'trials')]).toEqual(['1 trial', '2 trials']);
  });

  it('cut a text that has no room in its middle, and no other', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 300 }), fc.integer({ min: 20, max: 400 }), (text, width) => {
        const fitted = fitText(text, width, 11);
        expect(textWidth(fitted, 11)).toBeLessThanOrEqual(width);
        expect(fitted === text).toBe(textWidth(text, 11) <= width);
      }),
    );
  });
});
