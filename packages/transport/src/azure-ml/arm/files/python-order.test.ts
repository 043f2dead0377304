import fc from 'fast-check';
import { expect, it } from 'vitest';
import { comparePythonTexts, sortedByLowerCase } from './python-order.js';

it('compares by code points', () => {
  const codePoints = (text: string): readonly number[] => [...text].map((letter) => letter.codePointAt(0) ?? 0);
  const compare = (left: readonly number[], right: readonly number[]): number => {
    const index = left.findIndex((point, at) => point !== right[at]);
    return index === -1 ? left.length - right.length : (left[index] ?? 0) - (right[index] ?? -1);
  };
  const text = fc.string({ unit: fc.constantFrom('a', 'B', '\u{fb01}', '\u{1f600}', '\u{10000}', '\u{ffff}') });
  fc.assert(
    fc.property(text, text, (left, right) => {
      const expected = Math.sign(compare(codePoints(left), codePoints(right)));
      expect(Math.sign(comparePythonTexts(left, right))).toBe(expected);
    }),
  );
});

it('sorts by lower case, and leaves what is equal then in its order', () => {
  expect(sortedByLowerCase(['b', 'A', '\u{1f600}', 'B', '\u{fb01}', 'a'], (text) => text)).toEqual([
    'A',
    'a',
    'b',
    'B',
    '\u{fb01}',
    '\u{1f600}',
  ]);
});
