import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pythonFloatText, pythonText } from './python-text.js';

describe('the text of a value in Python', () => {
  it.each([
    [true, 'True'],
    [false, 'False'],
    ['as it is', 'as it is'],
    [5, '5'],
    [-5, '-5'],
    [12345678901234567890n, '12345678901234567890'],
    [1e16, '10000000000000000'],
    [1e21, '1e+21'],
    [0.1, '0.1'],
    [1e-7, '1e-07'],
    [0.0001, '0.0001'],
    [0.00001234, '1.234e-05'],
    [1.5e300, '1.5e+300'],
    [-0.5, '-0.5'],
  ])('of %s is %s', (value, text) => {
    expect(pythonText(value)).toBe(text);
  });

  it.each([
    [1, '1.0'],
    [-0, '-0.0'],
    [1e15, '1000000000000000.0'],
    [1e16, '1e+16'],
    [123456789.25, '123456789.25'],
    [Number.NaN, 'nan'],
    [Number.NEGATIVE_INFINITY, '-inf'],
  ])('of the float %s is %s', (value, text) => {
    expect(pythonFloatText(value)).toBe(text);
  });

  it('reads back as the same float, and shows that it is one', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), (value) => {
        const text = pythonFloatText(value);
        expect(Object.is(Number(text), value)).toBe(true);
        expect(text).toMatch(/[.e]/);
      }),
    );
  });
});
