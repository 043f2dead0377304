// What `npm run bench:suggestions` runs: prints the processor time of choosing a point, in milliseconds, as JSON: one list a
// count of observations.

import { type ParameterExpression, uniform } from '@hyperdrive-run/core/config';
import { createBayesianSampler } from '../bayesian/bayesian-sampler.js';
import { createRandomSampler } from '../random/random-sampler.js';
import { toBenchSampler } from './bench-sampler.js';

const [dimensions = 12, rounds = 9, ...counts] = process.argv.slice(2).map(Number);
const space = new Map<string, ParameterExpression>(
  Array.from({ length: dimensions }, (_, axis) => [`x${axis}`, uniform(0, 1)]),
);

async function timeOf(count: number, seed: number): Promise<number> {
  const sampler = toBenchSampler(createBayesianSampler({ space, goal: 'minimize', seed }));
  const others = createRandomSampler(space, 500 + seed);
  for (let trial = 0; trial < count; trial += 1) {
    const point = others.nextPoint(trial, []) ?? new Map();
    const value = [...point.values()].reduce((sum: number, x) => sum + (Number(x) - 0.3) ** 2, 0);
    await sampler.add(point, value);
  }
  return (await sampler.ask()).ms;
}

// The first points are chosen by code that is not compiled yet: a sweep has a few such, and many after them.
for (let seed = 0; seed < 5; seed += 1) await timeOf(100, 1000 + seed);
const times: number[][] = [];
for (const count of counts) {
  const measured: number[] = [];
  for (let seed = 0; seed < rounds; seed += 1) measured.push(await timeOf(count, seed));
  times.push(measured);
}
process.stdout.write(JSON.stringify(times));
