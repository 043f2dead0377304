import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { standardNormalDensity, standardNormalDistribution, standardNormalQuantile } from './normal-distribution.js';

describe('the normal distribution', () => {
  it.each([
    [-37, 5.7255712225239266e-300],
    [-8, 6.22096057427174e-16],
    [-3, 0.0013498980316300933],
    [-0.2, 0.42074029056089696],
    [0, 0.5],
    [1.5, 0.9331927987311419],
    [6, 0.9999999990134123],
  ])('gives the probability below %d', (z, probability) => {
    expect(Math.abs(standardNormalDistribution(z) / probability - 1)).toBeLessThan(Math.abs(z) < 7 ? 1e-13 : 1e-8);
  });

  it.each([
    [1e-300, -37.0470962993612],
    [1e-12, -7.034483825301131],
    [0.01, -2.3263478740408408],
    [0.07, -1.4757910281791706],
    [0.2, -0.8416212335729142],
    [0.5, 0],
    [0.925, 1.4395314709384563],
    [0.999999, 4.753424308817087],
  ])('gives the quantile of %d', (probability, z) => {
    expect(standardNormalQuantile(probability)).toBeCloseTo(z, 12);
  });

  it('has quantiles that are the inverse of its probabilities, and its density as their slope', () => {
    fc.assert(
      fc.property(fc.double({ min: -8, max: 5, noNaN: true }), (z) => {
        expect(standardNormalQuantile(standardNormalDistribution(z))).toBeCloseTo(z, 8);
        const step = 1e-5;
        const slope = (standardNormalDistribution(z + step) - standardNormalDistribution(z - step)) / (2 * step);
        expect(slope).toBeCloseTo(standardNormalDensity(z), 8);
      }),
    );
  });
});
