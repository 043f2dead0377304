import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { choice } from '../config/model/choice.js';
import {
  lognormal,
  loguniform,
  normal,
  qlognormal,
  qloguniform,
  qnormal,
  quniform,
  randint,
  uniform,
} from '../config/model/numeric-expressions.js';
import type { ParameterExpression } from '../config/model/parameter-expression.js';
import type { JsonValue } from '../json/json-value.js';
import { type FiniteValues, finiteValues } from './finite-values.js';

function valuesOf(expression: ParameterExpression, logBase?: number): FiniteValues {
  const values = finiteValues(expression, logBase);
  if (values === undefined) throw new Error('endless');
  return values;
}

function listOf(values: FiniteValues): JsonValue[] {
  return Array.from({ length: Number(values.count) }, (_, index) => values.at(BigInt(index)));
}

describe('the values of an expression', () => {
  it.each<[ParameterExpression, number | undefined, JsonValue[]]>([
    [choice('a', 2, 'a', null), undefined, ['a', 2, null]],
    [randint(3), undefined, [0, 1, 2]],
    [quniform(0.1, 0.7, 0.2), undefined, [0.2, 0.4, 0.6]],
    [quniform(-1, 1, 0.5), undefined, [-1, -0.5, 0, 0.5, 1]],
    [quniform(3, 4, 10), undefined, [0]],
    [quniform(6, 9, 10), undefined, [10]],
    // Bounds that are exponents: of 10, of e, of 2, and of a base below 1, whose powers fall.
    [qloguniform(0, 1, 2), 10, [2, 4, 6, 8, 10]],
    [qloguniform(0, 2, 1), undefined, [1, 2, 3, 4, 5, 6, 7]],
    [qloguniform(1, 3, 2), 2, [2, 4, 6, 8]],
    [qloguniform(1.1, 2.9, 2), 2, [4, 6]],
    [qloguniform(1.5, 2.5, 2), 2, [4]],
    [qloguniform(-6, -1, 1), undefined, [0]],
    [qloguniform(3, 3, 1000), 10, [1000]],
    [{ kind: 'uniform', minValue: 2, maxValue: 2 }, undefined, [2]],
    [loguniform(2, 2), 10, [100]],
    [normal(3, 0), 10, [3]],
    [lognormal(3, 0), 10, [1000]],
    [qnormal(3, 0, 2), 10, [4]],
    [qlognormal(2, 0, 40), 10, [120]],
  ])('are, where they can be counted, all of them in their order: %#', (expression, logBase, expected) => {
    const values = valuesOf(expression, logBase);
    expect(listOf(values)).toEqual(expected);
    expect(expected.map((value) => values.indexOf(value))).toEqual(expected.map((_, index) => BigInt(index)));
  });

  it.each<[ParameterExpression]>([
    [uniform(2, 3)],
    [loguniform(2, 3)],
    [normal(3, 1)],
    [lognormal(3, 1)],
    [qnormal(3, 1, 2)],
    [qlognormal(3, 1, 2)],
    [qlognormal(1000, 0, 2)],
    [qloguniform(0, 800, 1)],
    [{ kind: 'unknown', raw: null }],
  ])('are unknown where they have no end: %#', (expression) => {
    expect(finiteValues(expression)).toBeUndefined();
  });

  it.each<[ParameterExpression, JsonValue[]]>([
    [choice('a', 2), ['b', '2', null]],
    [randint(3), [-1, 3, 1.5, '1', null, true, 3n, -1n, Number.NaN, [1]]],
    [quniform(0, 1, 0.5), [-0.5, 1.5, 0.25, 0.6, '0.5', null, true, [0.5]]],
    [qloguniform(0, 2, 1), [0, 8, 1.5]],
  ])('have no number for what is none of them: %#', (expression, others) => {
    const values = valuesOf(expression);
    expect(others.map((other) => values.indexOf(other))).toEqual(others.map(() => undefined));
  });

  it('are exact beyond what a double holds', () => {
    const whole = valuesOf(randint(2n ** 60n));
    for (const value of [2n ** 53n, 2n ** 53n + 1n, 2n ** 60n - 1n]) {
      expect(whole.at(value)).toBe(value);
      expect(whole.indexOf(value)).toBe(value);
    }
    expect(whole.at(2n ** 53n - 1n)).toBe(Number.MAX_SAFE_INTEGER);
    expect(valuesOf(quniform(0, 4, 2)).indexOf(4n)).toBe(2n);
  });

  it('are listed, equal ones once, where doubles cannot tell their numbers apart', () => {
    const far = valuesOf(quniform(2 ** 53, 2 ** 53 + 8, 1));
    expect(listOf(far)).toEqual([0, 2, 4, 6, 8].map((more) => 2 ** 53 + more));
    expect(far.indexOf(2 ** 53 + 4)).toBe(2n);
    expect(valuesOf(quniform(-(2 ** 53) - 8, -(2 ** 53), 1)).count).toBe(5n);
  });

  it('are found again by their number, for any expression', () => {
    const bound = fc.integer({ min: -50, max: 50 });
    const expression = fc
      .tuple(bound, bound, fc.constantFrom(0.1, 0.25, 0.3, 1, 2.5, 7))
      .map(([a, b, q]) => quniform(Math.min(a, b), Math.max(a, b) + 1, q));
    fc.assert(
      fc.property(expression, (each) => {
        const values = valuesOf(each);
        const listed = listOf(values);
        expect(listed.map((value) => values.indexOf(value))).toEqual(listed.map((_, index) => BigInt(index)));
        expect(listed).toEqual(listed.toSorted((a, b) => Number(a) - Number(b)));
      }),
    );
  });
});
