import { describe, expect, it } from 'vitest';
import { minimize, type Objective } from './minimize.js';

/** A valley that bends: its floor runs along y = x^2 to (1, 1). */
const valley = objectiveOf(
  ([x = 0, y = 0]) => (1 - x) ** 2 + 10 * (y - x * x) ** 2,
  ([x = 0, y = 0]) => [-2 * (1 - x) - 40 * x * (y - x * x), 20 * (y - x * x)],
);

function objectiveOf(
  value: (point: Float64Array) => number,
  slopes: (point: Float64Array) => readonly number[],
): Objective {
  let last = new Float64Array();
  return {
    valueAt(point) {
      last = Float64Array.from(point);
      return value(point);
    },
    slopes: () => Float64Array.from(slopes(last)),
  };
}

describe('minimize', () => {
  it('follows a bent valley to its lowest point', () => {
    const { point, value } = minimize(valley, Float64Array.of(-1, 1.5), 200);
    expect(value).toBeLessThan(1e-3);
    expect(point[0]).toBeCloseTo(1, 1);
  });

  it('asks no more often than it may, and never ends higher than it began', () => {
    let asked = 0;
    const counted: Objective = {
      ...valley,
      valueAt(point) {
        asked += 1;
        return valley.valueAt(point);
      },
    };
    const start = Float64Array.of(-1, 1.5);
    for (const most of [1, 2, 5, 17]) {
      asked = 0;
      expect(minimize(counted, start, most).value).toBeLessThanOrEqual(valley.valueAt(start));
      expect(asked).toBeLessThanOrEqual(most);
    }
  });

  it('keeps away from where there is no value', () => {
    const walled = objectiveOf(
      ([x = 0]) => (x > 2 ? Number.POSITIVE_INFINITY : (x - 1.9) ** 2),
      ([x = 0]) => [2 * (x - 1.9)],
    );
    expect(minimize(walled, Float64Array.of(-3), 60).point[0]).toBeCloseTo(1.9, 1);
    const start = Float64Array.of(3);
    expect(minimize(walled, start, 60)).toEqual({ point: start, value: Number.POSITIVE_INFINITY });
  });

  it('asks for the slopes only where it goes on from', () => {
    let asked = 0;
    const values: number[] = [];
    const slopesAt: number[] = [];
    const counted: Objective = {
      valueAt(point) {
        values.push(valley.valueAt(point));
        return values.at(-1) ?? Number.NaN;
      },
      slopes() {
        asked += 1;
        slopesAt.push(values.at(-1) ?? Number.NaN);
        return valley.slopes();
      },
    };
    minimize(counted, Float64Array.of(-1, 1.5), 40);
    expect(asked).toBeLessThan(values.length);
    expect(slopesAt).toEqual(slopesAt.toSorted((a, b) => b - a));
  });
});
