import { describe, expect, it } from 'vitest';
import { choice } from './choice.js';
import { describeExpression } from './describe-expression.js';
import { lognormal, loguniform, qlognormal, qloguniform, randint, uniform } from './numeric-expressions.js';

describe('an expression of a search space', () => {
  it.each([
    [uniform(0, 1), 'uniform(0, 1)'],
    [uniform(0, 2n ** 60n), 'uniform(0, 1152921504606846976)'],
    [randint(8), 'randint(8)'],
    [loguniform(-7, 0), 'loguniform(-7, 0), that is 0.000912 to 1'],
    [qloguniform(0, 5, 10), 'qloguniform(0, 5, 10), that is 1 to 148 in steps of 10'],
    [lognormal(2, 1), 'lognormal(2, 1), that is 7.39 in the middle'],
    [qlognormal(2, 1, 4), 'qlognormal(2, 1, 4), that is 7.39 in the middle'],
  ])('is shown with the values that its exponents come to', (expression, text) => {
    expect(describeExpression(expression)).toBe(text);
  });

  it('shows the values of a choice as the script gets them', () => {
    expect(describeExpression(choice(2, 'a', 3), new Map([['2', '2.0']]))).toBe('choice(2.0, "a", 3)');
  });

  it.each([
    [['triangular', [0, 1]], 'triangular(0, 1)'],
    ['text', '"text"'],
    [null, 'null'],
  ])('that is not known is shown as it was read: %j', (raw, text) => {
    expect(describeExpression({ kind: 'unknown', raw })).toBe(text);
  });
});
