import { expect, it } from 'vitest';
import { createRandomSource } from '../random/random-source.js';
import { createKernelObjective } from './kernel-objective.js';
import { searchAxes } from './search-axes.js';

const axes = searchAxes(
  new Map([
    ['x', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['y', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['colour', { kind: 'choice', values: ['red', 'green'] }],
  ]),
);
const priors = [0.3, -0.2, 0.1, 0.5, -4].map((mean) => ({ mean, deviation: 1.5 }));

function objectiveOf(count: number) {
  const random = createRandomSource(1);
  const positions = Array.from({ length: count }, () =>
    Float64Array.of(random.uniform(), random.uniform(), random.integerBelow(2)),
  );
  const values = positions.map(([x = 0, , colour = 0]) => Math.SQRT2 * Math.sin(6 * x + colour));
  return createKernelObjective({ axes, positions, values }, priors);
}

it.each([1, 2, 5, 15, 34])('the slopes are those of the value, for %d trials', (count) => {
  const objective = objectiveOf(count);
  const at = Float64Array.of(-1, 0.4, -0.3, 0.2, -3);
  objective.valueAt(at);
  const slopes = objective.slopes();
  for (const [index, slope] of slopes.entries()) {
    const [above = 0, below = 0] = [1e-5, -1e-5].map((step) =>
      objective.valueAt(at.map((logarithm, other) => (other === index ? logarithm + step : logarithm))),
    );
    expect((above - below) / 2e-5).toBeCloseTo(slope, 4);
  }
});

it('a point is judged alike whatever was judged before it', () => {
  const objective = objectiveOf(15);
  const [here, there] = [Float64Array.of(-1, 0.4, -0.3, 0.2, -3), Float64Array.of(1, -1, 0.5, 0, -5)];
  const judged = [objective.valueAt(here), ...objective.slopes()];
  expect(objective.valueAt(there)).not.toBe(judged[0]);
  objective.slopes();
  expect([objective.valueAt(here), ...objective.slopes()]).toEqual(judged);
});

it('parameters that are far off have no value', () => {
  expect(objectiveOf(5).valueAt(Float64Array.of(0, 0, 0, 0, 14))).toBe(Number.POSITIVE_INFINITY);
});
