import {
  BayesianParameterSampling,
  choice,
  GridParameterSampling,
  quniform,
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

it.each([20, 120, 400])('chooses the point of a wide space that it always chose after %d trials', (count) => {
  const wide = Object.fromEntries(Array.from({ length: 10 }, (_, index) => [`x${index}`, uniform(0, 1)]));
  const sampling = new BayesianParameterSampling({ ...wide, n: quniform(0, 90, 3), c: choice('a', 'b', 'c') });
  const sampler = createSampler({ sampling, seed: 7, goal: 'maximize' });
  const before = createSampler({
    sampling: new RandomParameterSampling(sampling.parameterSpace),
    seed: 8,
    goal: 'maximize',
  });
  const observations: Observation[] = [];
  for (let trial = 0; trial < count; trial += 1) {
    const point = before?.nextPoint(trial, observations) ?? new Map();
    const value = Number(point.get('x0')) * Number(point.get('x1')) - Number(point.get('n')) / 90;
    observations.push({ point, value: trial % 9 === 0 ? undefined : value, ended: trial % 17 !== 0 });
  }
  const point = sampler?.nextPoint(count, observations);
  expect(writeJson(point ?? null)).toMatchSnapshot();
});
