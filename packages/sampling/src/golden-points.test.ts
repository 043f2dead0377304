import {
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core/config';
import { writeJson } from '@hyperdrive-run/core/json';
import { expect, it } from 'vitest';
import { createSampler } from './create-sampler.js';
import type { Observation } from './sampler.js';

const space = { x: uniform(0, 1), c: choice('a', 'b', 'c') };

it.each([
  ['grid', new GridParameterSampling({ c: choice('a', 'b'), n: choice(1, 2) })],
  ['random', new RandomParameterSampling(space)],
  ['sobol', new RandomParameterSampling(space, { rule: 'sobol' })],
  ['bayesian', new BayesianParameterSampling(space)],
] as const)('chooses the points of %s sampling that it always chose for a seed', (_name, sampling) => {
  const sampler = createSampler({ sampling, seed: 42, goal: 'minimize' });
  const observations: Observation[] = [];
  for (let trial = 0; trial < 12; trial += 1) {
    const point = sampler?.nextPoint(trial, observations);
    if (point === undefined) break;
    observations.push({ point, value: trial, ended: true });
  }
  expect(observations.map(({ point }) => writeJson(point))).toMatchSnapshot();
});
