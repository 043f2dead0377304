import fc from 'fast-check';
import { expect, it } from 'vitest';
import { numbersOfTexts } from './numbers-of-texts.js';

it('makes numbers of a column in which all texts are numbers, with all digits', () => {
  expect(numbersOfTexts(['1', null, '+2', '9007199254740993', '-1e-05', 'inf', '-Infinity', 'nan'])).toEqual([
    1,
    null,
    2,
    9007199254740993n,
    -1e-5,
    Infinity,
    -Infinity,
    Number.NaN,
  ]);
});

it.each([['adam'], ['0x10'], ['1_000'], [''], [' 1']])('leaves a column as it is that contains %j', (text) => {
  expect(numbersOfTexts(['1', text])).toEqual(['1', text]);
});

it('gives back every number that was written as text', () => {
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.double(), fc.bigInt({ min: 2n ** 53n }))), (numbers) => {
      expect(numbersOfTexts(numbers.map(String)).map(String)).toEqual(numbers.map(String));
    }),
  );
});
