import { Experiment, HyperDriveRun } from '@hyperdrive-run/sdk';
import { InMemoryBackend, makeSweep } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { countTrials } from './count-trials.js';

it('counts the trials of a sweep by status, without the preparation run of older sweeps', async () => {
  const scope = { experimentName: 'tulips' };
  const children = [
    { suffix: 'preparation', status: 'Completed' },
    { status: 'Completed' },
    { status: 'Failed' },
    { status: 'Completed' },
  ];
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  const sweep = await HyperDriveRun.load(new Experiment(backend, 'tulips'), 'HD_1');
  expect(await countTrials(sweep)).toEqual(
    new Map([
      ['Completed', 2],
      ['Failed', 1],
    ]),
  );
});
