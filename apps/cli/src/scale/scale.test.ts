import { expect, it } from 'vitest';
import { listManyChildren } from './__fixtures__/list-many-children.js';
import { logManyPoints } from './__fixtures__/log-many-points.js';
import { runManyTrials } from './__fixtures__/run-many-trials.js';

// The short forms; `npm run soak -- scale` has the long ones.
const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';
const sizes = isFull ? { trials: 60, children: 5000, points: 5000 } : { trials: 20, children: 2500, points: 1500 };

it('runs trials to their end, each once, in a service with little memory', async () => {
  expect((await runManyTrials(sizes.trials)) ?? 0).toBeLessThan(400);
});

it('lists thousands of children in order, each once, and keeps none of them', async () => {
  expect((await listManyChildren(sizes.children)).clientGrowth).toBeLessThan(16);
});

it('takes thousands of points of a sweep and gives back every one, to the last bit', async () => {
  expect((await logManyPoints(4, sizes.points)) ?? 0).toBeLessThan(400);
});
