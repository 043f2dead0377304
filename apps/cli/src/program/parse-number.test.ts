import { expect, it } from 'vitest';
import { parseNumber } from './parse-number.js';

it.each([
  ['0.95', 0.95],
  ['-1e-3', -0.001],
  ['+2', 2],
  ['.5', 0.5],
  ['3.', 3],
])('reads %j', (text, number) => {
  expect(parseNumber('--at-least', text)).toBe(number);
});

it.each(['', 'x', '1,5', '0x10', 'Infinity', 'NaN', '1e999', '1 2'])('refuses %j', (text) => {
  expect(() => parseNumber('--at-least', text)).toThrow(`--at-least is ${JSON.stringify(text)}, but takes a number.`);
});
