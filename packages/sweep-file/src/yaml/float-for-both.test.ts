import { expect, it } from 'vitest';
import { floatForBoth } from './float-for-both.js';

it.each([
  [1, '1.0'],
  [-2.5, '-2.5'],
  [-0, '-0.0'],
  [1e16, '1.0e+16'],
  [-1e16, '-1.0e+16'],
  [1e-7, '1.0e-07'],
  [-1e-7, '-1.0e-07'],
  [1.5e-7, '1.5e-07'],
  [1.25e300, '1.25e+300'],
  [12e20, '1.2e+21'],
  [Number.NaN, '.nan'],
  [Number.POSITIVE_INFINITY, '.inf'],
  [Number.NEGATIVE_INFINITY, '-.inf'],
])('the number %s is written as %s, which both versions of YAML read as it', (value, text) => {
  expect(floatForBoth(value)).toBe(text);
});
