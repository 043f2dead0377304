import { describe, expect, it } from 'vitest';
import { findExpressionViolations } from './find-expression-violations.js';

describe('findExpressionViolations', () => {
  it.each([
    [undefined, 'undefined'],
    [null, 'null'],
    [5, '5'],
    ['uniform', '"uniform"'],
    [['uniform', [0, 1]], 'an array of 2'],
    [{}, 'an object'],
    [{ kind: 5 }, 'an object'],
    [{ kind: 'cauchy', mu: 0 }, 'cauchy'],
    [{ kind: 'unknown', raw: null }, 'an expression that is not known'],
  ])('takes no %j for an expression', (value, got) => {
    expect(findExpressionViolations(value, 'lr')).toEqual([
      { path: 'lr', got, takes: 'a parameter expression such as uniform(0, 1) or choice(1, 2, 3)' },
    ]);
  });

  it('finds a bound that is missing, and does not compare it then', () => {
    expect(findExpressionViolations({ kind: 'uniform', maxValue: 1 }, 'lr')).toEqual([
      { path: 'lr.minValue', got: 'undefined', takes: 'a finite number' },
    ]);
  });

  it('finds choices that are missing, empty, or no list', () => {
    for (const values of [undefined, [], 'ab']) {
      expect(findExpressionViolations({ kind: 'choice', values }, 'c')).toMatchObject([{ path: 'c.values' }]);
    }
  });

  it('finds names in an object that are no text', () => {
    expect(findExpressionViolations({ kind: 'choice', values: [new Map([[1, 2]])] }, 'c')).toEqual([
      { path: 'c.values[0]', got: '1', takes: 'names that are text' },
    ]);
  });
});
