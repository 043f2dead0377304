import fc from 'fast-check';
import type { DescribedValue } from './description.js';

/** Mostly the value that fits, now and then one that may not: so that most cases get past the first check. */
export function mostly<Value>(
  fits: fc.Arbitrary<Value>,
  odd: fc.Arbitrary<DescribedValue> = oddValues,
): fc.Arbitrary<Value | DescribedValue> {
  return fc.oneof({ weight: 12, arbitrary: fits }, { weight: 1, arbitrary: odd });
}

/** A whole float such as 5.0, which JavaScript does not tell from 5. */
const wholeFloats = fc.integer({ min: -20, max: 200 }).map((value): DescribedValue => ({ $float: `${value}.0` }));
const bigIntegers = fc
  .bigInt({ min: -(2n ** 70n), max: 2n ** 70n })
  .map((value): DescribedValue => ({ $int: String(value) }));
const nonFinite = fc.constantFrom('NaN', 'Infinity', '-Infinity').map((value): DescribedValue => ({ $float: value }));
const fractions = fc
  .double({ min: -1e6, max: 1e6, noNaN: true })
  .map((value): DescribedValue => ({ $float: Object.is(value, -0) ? '-0.0' : String(value) }));

/** Numbers of every kind, not too many of them alike. */
export const numbers: fc.Arbitrary<DescribedValue> = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: -10, max: 200 }) },
  { weight: 3, arbitrary: fractions },
  { weight: 1, arbitrary: wholeFloats },
  { weight: 1, arbitrary: bigIntegers },
  { weight: 1, arbitrary: nonFinite },
);

/** What rarely belongs where it stands. */
export const oddValues: fc.Arbitrary<DescribedValue> = fc.oneof(
  numbers,
  fc.constantFrom<DescribedValue>(null, true, false, '', '1', 'auto', 0, -1, [], [1], ['uniform', [0, 1]], {
    $dict: [],
  }),
);

const names = fc.oneof(
  fc.constantFrom('lr', '--learning_rate', '__proto__', '1', 'batch size', 'größe'),
  fc.string({ unit: 'grapheme', minLength: 1, maxLength: 8 }),
);

/** Unlike names for the hyperparameters of a space. Now and then an empty one. */
export function namesOf(count: number): fc.Arbitrary<string[]> {
  return fc.uniqueArray(fc.oneof({ weight: 30, arbitrary: names }, { weight: 1, arbitrary: fc.constant('') }), {
    minLength: count,
    maxLength: count,
  });
}

/** What a choice may list. */
export const choiceValues: fc.Arbitrary<DescribedValue> = fc.letrec<{ value: DescribedValue }>((tie) => ({
  value: fc.oneof(
    { maxDepth: 2, withCrossShrink: true },
    numbers,
    fc.constantFrom<DescribedValue>('relu', 'tanh', '', 'ünïcode', true, false, null),
    fc.array(tie('value'), { maxLength: 3 }),
    namesOf(2).chain((keys) =>
      fc.tuple(tie('value'), tie('value')).map(
        ([a, b]): DescribedValue => ({
          $dict: [
            [keys[0] ?? 'a', a],
            [keys[1] ?? 'b', b],
          ],
        }),
      ),
    ),
  ),
})).value;
