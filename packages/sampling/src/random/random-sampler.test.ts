import type { ParameterExpression } from '@hyperdrive-run/core/config';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createRandomSampler } from './random-sampler.js';

const space = new Map<string, ParameterExpression>([
  ['lr', { kind: 'loguniform', minValue: -7, maxValue: 0 }],
  ['--batch', { kind: 'choice', values: [16, 32, 64] }],
  ['__proto__', { kind: 'randint', upper: 5 }],
]);

describe('random sampling', () => {
  it('gives each hyperparameter a value, in the order of the space', () => {
    expect([...(createRandomSampler(space, 1).nextPoint(0, [])?.keys() ?? [])]).toEqual(['lr', '--batch', '__proto__']);
  });

  it('gives the same points for the same seed, whatever was asked for before', () => {
    fc.assert(
      fc.property(fc.maxSafeInteger(), fc.integer({ min: 0, max: 30 }), (seed, trial) => {
        const forward = createRandomSampler(space, seed);
        for (let n = 0; n < trial; n += 1) forward.nextPoint(n, []);
        expect(createRandomSampler(space, seed).nextPoint(trial, [])).toEqual(forward.nextPoint(trial, []));
      }),
    );
  });

  it('gives other points for another seed and for another trial', () => {
    const [one, two] = [createRandomSampler(space, 1), createRandomSampler(space, 2)];
    expect(one.nextPoint(0, [])).not.toEqual(two.nextPoint(0, []));
    expect(one.nextPoint(0, [])).not.toEqual(one.nextPoint(1, []));
  });
});
