import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkPrimaryMetric, compareByGoal, parseGoal } from './primary-metric.js';

const numbers = fc.double({ noNaN: true });

describe('compareByGoal', () => {
  it('orders descending under maximize and ascending under minimize', () => {
    fc.assert(
      fc.property(numbers, numbers, (a, b) => {
        const sign = Math.sign(compareByGoal('minimize', a, b));
        expect(sign).toBe(a < b ? -1 : a > b ? 1 : 0);
        // `0 -` turns a negative zero into an ordinary one.
        expect(Math.sign(compareByGoal('maximize', a, b))).toBe(0 - sign);
      }),
    );
  });

  it('ties 0 and -0', () => {
    expect(compareByGoal('maximize', 0, -0)).toBe(0);
  });
});

describe('parseGoal', () => {
  it('reads any case and nothing else', () => {
    expect(['MAXIMIZE', 'Minimize', 'max', '', 1, undefined].map(parseGoal)).toEqual([
      'maximize',
      'minimize',
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('checkPrimaryMetric', () => {
  it('returns the metric with its goal in small letters, and nothing else', () => {
    const metric = { name: 'loss', goal: JSON.parse('"MINIMIZE"'), more: 1 };
    expect(checkPrimaryMetric(metric)).toEqual({ name: 'loss', goal: 'minimize' });
  });

  it('names the part that is wrong', () => {
    expect(() => checkPrimaryMetric({ name: '', goal: 'maximize' })).toThrow('primaryMetric.name is "", but takes');
    const metric = { name: 'loss', goal: JSON.parse('"smallest"') };
    expect(() => checkPrimaryMetric(metric)).toThrow(
      `primaryMetric.goal is "smallest", but takes 'maximize' or 'minimize'.`,
    );
  });
});
