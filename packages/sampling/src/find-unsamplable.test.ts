import {
  BayesianParameterSampling,
  choice,
  type ParameterExpression,
  quniform,
  RandomParameterSampling,
  randint,
  uniform,
} from '@hyperdrive-run/core/config';
import { describe, expect, it } from 'vitest';
import { findUnsamplable } from './find-unsamplable.js';

const space = (size: number): Map<string, ParameterExpression> =>
  new Map(Array.from({ length: size }, (_, index) => [`x${index}`, uniform(0, 1)]));

describe('what cannot be sampled', () => {
  it('is a space with more hyperparameters than Sobol sequences have axes, where they are used', () => {
    const sobol = { rule: 'sobol' } as const;
    const [violation, ...rest] = findUnsamplable(new RandomParameterSampling(space(251), sobol));
    expect(violation).toMatchObject({
      path: 'hyperparameterSampling.parameterSpace',
      got: '251 hyperparameters',
      takes: expect.stringContaining('at most 250'),
    });
    expect(rest).toEqual([]);
    expect(findUnsamplable(new BayesianParameterSampling(space(251)))).toHaveLength(1);
    expect(findUnsamplable(new RandomParameterSampling(space(250), sobol))).toEqual([]);
    expect(findUnsamplable(new RandomParameterSampling(space(251)))).toEqual([]);
  });

  it('is a number that no double holds, or a value that no command line holds', () => {
    const sampling = new RandomParameterSampling({
      x: quniform(0, 1, 10n ** 400n),
      'no-name': uniform(0, 10n ** 400n),
      y: choice(['a\0b']),
      z: choice([[{ deep: 'a\0b' }]]),
      'fine, too': randint(10n ** 400n),
      fine: choice(['a']),
    });
    const path = 'hyperparameterSampling.parameterSpace';
    expect(findUnsamplable(sampling).map((violation) => violation.path)).toEqual([
      `${path}.x`,
      `${path}["no-name"]`,
      `${path}.y`,
      `${path}.z`,
    ]);
  });

  it('is no expression that is wrong in itself, which is refused as such', () => {
    const wrong = new Map<string, ParameterExpression>([
      ['q', { kind: 'quniform', minValue: 0, maxValue: 1, q: 0 }],
      ['qs', { kind: 'qlognormal', mu: 0, sigma: 1, q: Number.NaN }],
      ['--upper', { kind: 'randint', upper: 10.5 }],
      ['empty', { kind: 'choice', values: [] }],
    ]);
    const sampling = new RandomParameterSampling(wrong, { validate: false });
    expect(sampling.violations).toHaveLength(4);
    expect(findUnsamplable(sampling)).toEqual([]);
  });
});
