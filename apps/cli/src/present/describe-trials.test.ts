import { choice, RandomParameterSampling, randint, uniform } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { announceTrials, describeTrials } from './describe-trials.js';

const four = { a: choice(1, 2), b: choice('x', 'y') };
const config = (maxTotalRuns: number, space: ConstructorParameters<typeof RandomParameterSampling>[0] = four) => ({
  hyperparameterSampling: new RandomParameterSampling(space),
  maxTotalRuns,
  resumeFrom: [],
});
const resuming = { ...config(10), resumeFrom: [{ runId: 'HD_1', runScope: {} }] };

it.each([
  [config(10), '4 of 4 combinations', '4 of 4 combinations'],
  [config(3), '3 of 4 combinations', '3 of 4 combinations'],
  [config(3, { a: choice(1, 1) }), '1 of 1 combination', '1 of 1 combination'],
  [config(10, { a: uniform(0, 1) }), 'at most 10', 'Up to 10 trials'],
  [config(10, { a: randint(10n ** 30n) }), '10 of about 1e30 combinations', '10 of about 1e30 combinations'],
  [resuming, 'at most 4 of 4 combinations', 'At most 4 of 4 combinations'],
])('says how many trials a sweep has, and of how many combinations (%#)', (given, described, announced) => {
  expect(describeTrials(given)).toBe(described);
  expect(announceTrials(given)).toBe(announced);
});
