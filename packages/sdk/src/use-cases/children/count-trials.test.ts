import { expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep } from '../../testing/sweep-fixture.js';

const children = [
  { suffix: 'preparation', status: 'Completed' },
  { status: 'Completed' },
  { status: 'Failed' },
  { status: 'Completed' },
];

async function open(): Promise<{ readonly sweep: HyperDriveRun; readonly backend: InMemoryBackend }> {
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  return { backend, sweep: await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1') };
}

it('counts the trials of a sweep by status, without the preparation run of older sweeps', async () => {
  const { sweep } = await open();
  expect(await sweep.countTrials()).toEqual(
    new Map([
      ['Completed', 2],
      ['Failed', 1],
    ]),
  );
});

it('has the same order whether the service counts or the children are listed', async () => {
  const { sweep, backend } = await open();
  const listed = [...(await sweep.countTrials())];
  Object.assign(backend, { countChildRuns: async () => new Map(listed.toReversed()) });
  expect([...(await sweep.countTrials())]).toEqual(listed);
});

it('lets the service count where it can, and lists the children where it cannot say it of this sweep', async () => {
  const { sweep, backend } = await open();
  const countChildRuns = vi.fn(async () => new Map([['Running', 7]]));
  Object.assign(backend, { countChildRuns });
  expect(await sweep.countTrials()).toEqual(new Map([['Running', 7]]));
  expect(countChildRuns).toHaveBeenCalledExactlyOnceWith('HD_1', { except: ['HD_1_preparation'], signal: undefined });
  Object.assign(backend, { countChildRuns: async () => undefined });
  expect((await sweep.countTrials()).get('Completed')).toBe(2);
});
