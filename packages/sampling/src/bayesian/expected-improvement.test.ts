import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/random-source.js';
import { logExpectedImprovement } from './expected-improvement.js';

describe('the expected improvement', () => {
  it.each([
    [0, 1, 0],
    [1, 0.5, 0.2],
    [-2, 3, -1],
  ])('with mean %d and deviation %d is the mean of what is gained', (mean, deviation, lowest) => {
    const random = createRandomSource(3);
    const count = 200_000;
    let gained = 0;
    for (let n = 0; n < count; n += 1) gained += Math.max(0, lowest - mean - deviation * random.standardNormal());
    expect(Math.exp(logExpectedImprovement({ mean, deviation }, lowest))).toBeCloseTo(gained / count, 2);
  });

  it('still tells points apart of which next to nothing is expected, and has no jump on the way there', () => {
    const at = (z: number): number => logExpectedImprovement({ mean: -z, deviation: 1 }, 0);
    expect(at(-40)).toBeLessThan(at(-39));
    expect(Number.isFinite(at(-1000))).toBe(true);
    expect(at(-5.0001) - at(-4.9999)).toBeLessThan(0);
    expect(Math.abs(at(-5.0001) - at(-4.9999))).toBeLessThan(0.03);
  });

  it('of a point that is known for sure is the difference, or nothing', () => {
    expect(logExpectedImprovement({ mean: 1, deviation: 0 }, 3)).toBe(Math.log(2));
    expect(logExpectedImprovement({ mean: 3, deviation: 0 }, 3)).toBe(Number.NEGATIVE_INFINITY);
  });
});
