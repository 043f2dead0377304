import type { ParameterExpression } from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { standardNormalDistribution } from '../random/normal-distribution.js';
import { createSobolSampler } from './sobol-sampler.js';

const space = new Map<string, ParameterExpression>([
  ['--lr', { kind: 'loguniform', minValue: -6, maxValue: 0 }],
  ['units', { kind: 'choice', values: [32, 64, '128', null] }],
  ['__proto__', { kind: 'randint', upper: 16 }],
  ['noise', { kind: 'normal', mu: 3, sigma: 2 }],
  ['huge', { kind: 'randint', upper: 2n ** 70n }],
  ['step', { kind: 'quniform', minValue: 0, maxValue: 15, q: 5 }],
]);

function values(name: string, count: number, seed = 11, logBase?: number): unknown[] {
  const sampler = createSobolSampler(space, seed, { logBase });
  return Array.from({ length: count }, (_, trial) => sampler.nextPoint(trial, [])?.get(name));
}

/** The largest distance of a sample's distribution to the even one, in steps of one value. */
function steps(quantiles: readonly number[]): number {
  const sorted = quantiles.toSorted((a, b) => a - b);
  return Math.max(...sorted.map((value, index) => Math.abs(value * sorted.length - index - 0.5)));
}

describe('Sobol sampling', () => {
  it('gives each hyperparameter a value, in the order of the space', () => {
    expect([...(createSobolSampler(space, 1).nextPoint(0, [])?.keys() ?? [])]).toEqual([...space.keys()]);
  });

  it('gives the same point for the same seed and trial, whatever was asked for before', () => {
    const [forward, fresh] = [createSobolSampler(space, 5), createSobolSampler(space, 5)];
    const points = Array.from({ length: 20 }, (_, trial) => forward.nextPoint(trial, []));
    expect(fresh.nextPoint(13, [])).toEqual(points[13]);
    expect(createSobolSampler(space, 6).nextPoint(13, [])).not.toEqual(points[13]);
  });

  it('spreads continuous values one to each slice of equal probability', () => {
    expect(steps(values('--lr', 64).map((value) => (Math.log(Number(value)) + 6) / 6))).toBeLessThanOrEqual(0.5 + 1e-6);
    const normal = values('noise', 64).map((value) => standardNormalDistribution((Number(value) - 3) / 2));
    expect(steps(normal)).toBeLessThanOrEqual(0.5 + 1e-6);
    const decades = values('--lr', 64, 3, 10).map((value) => (Math.log10(Number(value)) + 6) / 6);
    expect(steps(decades)).toBeLessThanOrEqual(0.5 + 1e-6);
  });

  it('takes listed values and whole numbers equally often, as exactly as their number allows', () => {
    const counts = (name: string): number[] => {
      const found = values(name, 64);
      return [...new Set(found)].map((value) => found.filter((other) => other === value).length);
    };
    expect(counts('units')).toEqual([16, 16, 16, 16]);
    expect(counts('__proto__')).toEqual(Array.from({ length: 16 }, () => 4));
    expect(values('huge', 8).every((value) => typeof value === 'bigint' || Number.isSafeInteger(value))).toBe(true);
    // A sixth of the interval is rounded to each end, a third to each multiple between them.
    const quantized = values('step', 96);
    expect(quantized.filter((value) => value === 5).length).toBeGreaterThan(28);
    expect(new Set(quantized)).toEqual(new Set([0, 5, 10, 15]));
  });
});
