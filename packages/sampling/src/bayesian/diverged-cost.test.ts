import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { worstCost } from './diverged-cost.js';

const costs = fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 30 });

describe('the worst cost that has not diverged', () => {
  it.each([
    [[0.1, 0.3, 0.5, 0.9, 100], 0.9],
    [[0.9, 1e6, 0.1, 0.3, 100, 0.5], 0.9],
    // However the diverged ones are spread.
    [[0.1, 0.3, 0.5, 0.6, 11, 130, 1e9], 0.6],
    [[0.1, 0.3, 0.5, 0.9, 4], 4],
    [[-1e308, 0, 1e308], 1e308],
    // Where more than half of them are far away, that is how the values are.
    [[0.1, 0.2, 100, 110, 120], 120],
    [[1, 1, 1, 1, 50], 50],
    [[1, 1, 1, 1.5, 50], 1.5],
    [[7], 7],
  ])('of %j is %d', (list, worst) => {
    expect(worstCost(list)).toBe(worst);
  });

  it('is one of the costs, and not below the median', () => {
    fc.assert(
      fc.property(costs, (list) => {
        const worst = worstCost(list);
        expect(list).toContain(worst);
        expect(list.filter((cost) => cost <= worst).length).toBeGreaterThan(list.length / 2);
      }),
    );
  });
});
