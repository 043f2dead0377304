import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { RequestRefusal } from '../../http/request-refusal.js';
import { comparedAs, compareForOrder, fulfils, requireComparable } from './compare-values.js';
import type { MlflowOperator } from './parse-mlflow-filter.js';

const opposites: readonly (readonly [MlflowOperator, MlflowOperator])[] = [
  ['=', '!='],
  ['>', '<='],
  ['<', '>='],
  ['IN', 'NOT IN'],
  ['IS NULL', 'IS NOT NULL'],
];

describe('a condition', () => {
  it('or its opposite is fulfilled by each value that is there, and never both', () => {
    fc.assert(
      fc.property(fc.constantFrom(...opposites), fc.integer(), fc.integer(), ([operator, opposite], got, value) => {
        const [is, isNot] = [operator, opposite].map((of) => fulfils(got, { operator: of, values: [value] }));
        expect(is).toBe(!(isNot ?? true));
      }),
    );
  });

  it('is fulfilled by what is missing only where it says IS NULL', () => {
    for (const operator of opposites.flat()) {
      expect(fulfils(undefined, { operator, values: ['a'] })).toBe(operator === 'IS NULL');
    }
  });

  it.each([
    ['spring', 'LIKE', 'SPR%', false],
    ['spring', 'ILIKE', 'SPR%', true],
    ['spring', 'LIKE', 's_ring', true],
    ['a.b', 'LIKE', 'a_b%%', true],
    ['axb', 'LIKE', 'a.b', false],
  ] as const)('of %j by %s %j is %s', (got, operator, value, expected) => {
    expect(fulfils(got, { operator, values: [value] })).toBe(expected);
  });

  it('is refused where the field takes no such operator, or no such value', () => {
    const condition = { kind: 'tag', key: 'a', operator: 'IN', values: ['b'] } as const;
    expect(() => requireComparable(condition, comparedAs.named)).toThrow(RequestRefusal);
    expect(() => requireComparable({ ...condition, operator: '=', values: [1] }, comparedAs.named)).toThrow(
      RequestRefusal,
    );
    expect(() => requireComparable(condition, comparedAs.id)).not.toThrow();
  });
});

describe('an order', () => {
  it('puts values first, then NaN, then what is missing, in both directions', () => {
    const values = [undefined, Number.NaN, 2, 1];
    const sorted = (isDescending: boolean) => values.toSorted((a, b) => compareForOrder(a, b, isDescending));
    // `toSorted` itself puts undefined last, whatever it is told.
    expect(sorted(false)).toEqual([1, 2, Number.NaN, undefined]);
    expect(sorted(true)).toEqual([2, 1, Number.NaN, undefined]);
    expect(compareForOrder(undefined, 1, true)).toBeGreaterThan(0);
    expect(compareForOrder(undefined, Number.NaN, false)).toBeGreaterThan(0);
  });
});
