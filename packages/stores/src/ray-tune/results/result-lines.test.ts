import { expect, it } from 'vitest';
import { readResultLines } from './result-lines.js';

it("reads one object a line, with Python's NaN and every digit", () => {
  expect(readResultLines('{"loss": NaN, "n": 9007199254740993}\n{"loss": -Infinity}\n')).toEqual([
    new Map<string, unknown>([
      ['loss', Number.NaN],
      ['n', 9007199254740993n],
    ]),
    new Map([['loss', Number.NEGATIVE_INFINITY]]),
  ]);
});

it('keeps the lines before one that was cut, and leaves out what is no object', () => {
  expect(readResultLines('{"loss": 1}\n\n[1]\n{"loss": 2')).toEqual([new Map([['loss', 1]])]);
});
