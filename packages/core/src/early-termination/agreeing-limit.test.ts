import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareByGoal } from '../ranking/primary-metric.js';
import { goals } from './__fixtures__/arbitrary-sweep.js';
import { agreeingLimit } from './agreeing-limit.js';

const tiny = Number.MIN_VALUE;
const step = Number.EPSILON;

describe('the limit that a decision names', () => {
  it.each([
    // Stopped, although the nearest double of the limit is not better: the next better double is named.
    [0, true, 'maximize', tiny],
    [-0, true, 'maximize', tiny],
    [0, true, 'minimize', -tiny],
    [1, true, 'maximize', 1 + step],
    [1, true, 'minimize', 1 - step / 2],
    [-1, true, 'maximize', -1 + step / 2],
    [-1, true, 'minimize', -1 - step],
  ] as const)('is beside %j, which was stopped (%j) under %s, %j', (standing, stop, goal, expected) => {
    expect(agreeingLimit(standing, { standing, stop }, goal)).toBe(expected);
  });

  it('is the standing itself where that was kept although the nearest double of the limit is better', () => {
    expect(agreeingLimit(1 + step, { standing: 1, stop: false }, 'maximize')).toBe(1);
    expect(agreeingLimit(1 - step, { standing: 1, stop: false }, 'minimize')).toBe(1);
  });

  it('says the same as the decision, whatever that is, and is the limit where that does', () => {
    const number = fc.double({ noNaN: true, noDefaultInfinity: true, min: -1e300, max: 1e300 });
    fc.assert(
      fc.property(number, number, fc.boolean(), goals, (limit, standing, stop, goal) => {
        const named = agreeingLimit(limit, { standing, stop }, goal);
        expect(compareByGoal(goal, standing, named) > 0).toBe(stop);
        if (compareByGoal(goal, standing, limit) > 0 === stop) expect(named).toBe(limit);
      }),
    );
  });
});
