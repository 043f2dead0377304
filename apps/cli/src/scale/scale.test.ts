import { expect, it } from 'vitest';
import { listManyChildren } from './__fixtures__/list-many-children.js';
import { logManyPoints } from './__fixtures__/log-many-points.js';
import { runManyTrials } from './__fixtures__/run-many-trials.js';

// The short forms; `npm run soak -- scale` has the long ones.

it('runs 60 trials to their end, each once, in a service with little memory', async () => {
  expect((await runManyTrials(60)) ?? 0).toBeLessThan(400);
});

it('lists 5,000 children in order, each once, and keeps none of them', async () => {
  expect((await listManyChildren(5000)).clientGrowth).toBeLessThan(16);
});

it('takes 20,000 points of a sweep and gives back every one, to the last bit', async () => {
  expect((await logManyPoints(4, 5000)) ?? 0).toBeLessThan(400);
});
