import {
  BayesianParameterSampling,
  choice,
  type ParameterExpression,
  qloguniform,
  quniform,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core';
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

  it('is an expression without a value, or a value that no command line holds', () => {
    const sampling = new RandomParameterSampling({
      x: quniform(1, 2, 5),
      'no-name': qloguniform(-3, -2, 1),
      y: choice(['a\0b']),
      z: choice([[{ deep: 'a\0b' }]]),
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
});
