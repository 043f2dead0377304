import { expect, it } from 'vitest';
import { parseAge } from './parse-age.js';

it.each([
  ['45s', 45],
  ['90m', 5400],
  ['12h', 43_200],
  ['30d', 2_592_000],
  ['2w', 1_209_600],
  ['0d', 0],
])('reads %s', (text, seconds) => {
  expect(parseAge('--older-than', text)).toBe(seconds);
});

it.each(['', '30', 'd', '-1d', '1.5d', '1y', '30 d', '99999999999999999d'])(
  'refuses %j and says what it takes',
  (text) => {
    expect(() => parseAge('--older-than', text)).toThrow(
      /--older-than is .*but takes a whole number with s, m, h, d or w/,
    );
  },
);
