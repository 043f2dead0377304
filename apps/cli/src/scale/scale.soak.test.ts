import { expect, it } from 'vitest';
import { listManyChildren } from './__fixtures__/list-many-children.js';
import { logManyPoints } from './__fixtures__/log-many-points.js';
import { runManyTrials } from './__fixtures__/run-many-trials.js';

// The service of each may use 96 to 128 MiB of JavaScript heap: one that kept what it serves would end with an error.

it('runs 1000 trials to their end in bounded memory', async () => {
  const peak = await runManyTrials(1000);
  console.log(`1000 trials: the service used at most ${peak ?? '?'} MiB`);
  expect(peak ?? 0).toBeLessThan(400);
});

it('lists 100,000 children in constant memory, on both sides', async () => {
  const { servicePeak, clientGrowth } = await listManyChildren(100_000);
  console.log(
    `100,000 children: the service used at most ${servicePeak ?? '?'} MiB, the client ${clientGrowth.toFixed(1)} MiB more at the end`,
  );
  expect(clientGrowth).toBeLessThan(16);
  expect(servicePeak ?? 0).toBeLessThan(400);
});

it('takes a million points of one sweep and gives back every one', async () => {
  const peak = await logManyPoints(20, 50_000);
  console.log(`1,000,000 points: the service used at most ${peak ?? '?'} MiB`);
  expect(peak ?? 0).toBeLessThan(400);
});
