import { describe, expect, it } from 'vitest';
import { minimize, type Objective } from './minimize.js';

/** A valley that bends: its floor runs along y = x^2 to (1, 1). */
const valley: Objective = ([x = 0, y = 0]) => ({
  value: (1 - x) ** 2 + 10 * (y - x * x) ** 2,
  gradient: Float64Array.of(-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)),
});

describe('minimize', () => {
  it('follows a bent valley to its lowest point', () => {
    const { point, value } = minimize(valley, Float64Array.of(-1, 1.5), 200);
    expect(value).toBeLessThan(1e-3);
    expect(point[0]).toBeCloseTo(1, 1);
  });

  it('asks no more often than it may, and never ends higher than it began', () => {
    let asked = 0;
    const counted: Objective = (at) => {
      asked += 1;
      return valley(at);
    };
    const start = Float64Array.of(-1, 1.5);
    for (const most of [1, 2, 5, 17]) {
      asked = 0;
      expect(minimize(counted, start, most).value).toBeLessThanOrEqual(valley(start).value);
      expect(asked).toBeLessThanOrEqual(most);
    }
  });

  it('keeps away from where there is no value', () => {
    const walled: Objective = ([x = 0]) => ({
      value: x > 2 ? Number.POSITIVE_INFINITY : (x - 1.9) ** 2,
      gradient: Float64Array.of(2 * (x - 1.9)),
    });
    expect(minimize(walled, Float64Array.of(-3), 60).point[0]).toBeCloseTo(1.9, 1);
  });
});
