import { BackendError } from '@hyperdrive-run/core';
import { expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';

async function open(count: number): Promise<{ readonly sweep: HyperDriveRun; readonly backend: InMemoryBackend }> {
  const children = Array.from({ length: count }, (_, at) => ({ metrics: [scalarMetric('loss', [at])] }));
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', children })]);
  return { backend, sweep: await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1') };
}

async function all<T>(stream: AsyncIterable<T>): Promise<T[]> {
  const items: T[] = [];
  for await (const item of stream) items.push(item);
  return items;
}

it('hands over what getMetrics returns, in the same order', async () => {
  const { sweep } = await open(2300);
  const streamed = await all(sweep.streamMetrics({ names: ['loss'] }));
  expect(streamed).toEqual([...(await sweep.getMetrics())]);
});

it('hands over the first ones before the last are asked for', async () => {
  const { sweep, backend } = await open(2300);
  const asked = vi.spyOn(backend, 'getMetrics');
  const stream = sweep.streamMetrics();
  await stream.next();
  expect(asked).toHaveBeenCalledOnce();
  await stream.return();
  expect(asked).toHaveBeenCalledOnce();
});

it('rejects at the end where some could not be read, and not where that is only reported', async () => {
  const { sweep, backend } = await open(3);
  const error = new BackendError({ code: 'refused', message: 'No.' });
  const read = backend.getMetrics.bind(backend);
  vi.spyOn(backend, 'getMetrics').mockImplementation(async function* (ids, options) {
    yield { kind: 'unreadable', runId: 'HD_1_1', error };
    yield* read(
      ids.filter((id) => id !== 'HD_1_1'),
      options,
    );
  });
  const ids: string[] = [];
  const reading = (async () => {
    for await (const [runId] of sweep.streamMetrics()) ids.push(runId);
  })();
  await expect(reading).rejects.toMatchObject({ code: 'unreadable-metrics' });
  expect(ids.toSorted()).toEqual(['HD_1_0', 'HD_1_2']);
  expect(await all(sweep.streamMetrics({ onUnreadable: 'report' }))).toHaveLength(2);
});
