import { describe, expect, it } from 'vitest';
import { createRandomSource } from '../random/random-source.js';
import { fitKernel } from './fit-kernel.js';
import { searchAxes } from './search-axes.js';

const axes = searchAxes(
  new Map([
    ['x', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['useless', { kind: 'uniform', minValue: 0, maxValue: 1 }],
    ['colour', { kind: 'choice', values: ['red', 'green'] }],
  ]),
);

function training(count: number, noise: number, seed = 1) {
  const random = createRandomSource(seed);
  const positions = Array.from({ length: count }, () =>
    Float64Array.of(random.uniform(), random.uniform(), random.integerBelow(2)),
  );
  const values = positions.map(
    ([x = 0, , colour = 0]) => Math.SQRT2 * Math.sin(6 * x + colour) + noise * random.standardNormal(),
  );
  return { axes, positions, values };
}

describe('the fit of the kernel', () => {
  it('finds what matters, and what is noise', () => {
    const exact = fitKernel(training(40, 0));
    const [x = 0, useless = 0] = exact.lengthScales;
    expect(useless).toBeGreaterThan(3 * x);
    expect(exact.noiseVariance).toBeLessThan(0.001);
    const noisy = fitKernel(training(80, 0.5));
    expect(noisy.noiseVariance).toBeGreaterThan(0.1);
    expect(noisy.noiseVariance).toBeLessThan(0.6);
  });

  it('has an answer for values that are all equal, and for one alone', () => {
    const { positions } = training(5, 0);
    const flat = fitKernel({ axes, positions, values: positions.map(() => 0) });
    const one = fitKernel({ axes, positions: positions.slice(0, 1), values: [0] });
    for (const { lengthScales, signalVariance, noiseVariance } of [flat, one]) {
      expect(
        [...lengthScales, signalVariance, noiseVariance].every((value) => value > 0 && Number.isFinite(value)),
      ).toBe(true);
    }
  });
});
