import { HyperDriveRehydrateError } from '@hyperdrive-run/core';
import { expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';
import { nameLoggedMetrics } from './name-logged-metrics.js';

/** A parent of nested runs that nothing marks as a sweep. */
function backendWith(children: Parameters<typeof makeSweep>[0]['children']): InMemoryBackend {
  const sweep = makeSweep({ scope, runId: 'P', children });
  const record = { ...sweep.parent.record, runType: undefined, tags: new Map(), properties: new Map() };
  return new InMemoryBackend(scope, [{ ...sweep, parent: { ...sweep.parent, record } }]);
}

const children = [
  { metrics: [scalarMetric('loss', [1]), scalarMetric('acc', [0])] },
  { metrics: [scalarMetric('f1', [1])] },
];

it('adds to the error what the children logged, and how to name it', async () => {
  const experiment = new Experiment(backendWith(children), 'contract');
  await expect(HyperDriveRun.load(experiment, 'P')).rejects.toMatchObject({
    code: 'not-a-sweep',
    message: expect.stringContaining('its children logged "acc", "f1", "loss".'),
    hint: 'Say what to judge by, as in { primaryMetric: { name, goal } }.',
    cause: expect.any(HyperDriveRehydrateError),
  });
});

it('opens such a parent where the metric is named, whatever its tags say', async () => {
  const experiment = new Experiment(backendWith(children), 'contract');
  const sweep = await HyperDriveRun.load(experiment, 'P', { primaryMetric: { name: 'loss', goal: 'minimize' } });
  expect((await sweep.getBestRunByPrimaryMetric())?.id).toBe('P_0');
  const marked = new Experiment(new InMemoryBackend(scope, [makeSweep({ scope, runId: 'Q' })]), 'contract');
  const other = await HyperDriveRun.load(marked, 'Q', { primaryMetric: { name: 'loss', goal: 'minimize' } });
  expect(other.hyperdriveConfig.primaryMetric).toEqual({ name: 'loss', goal: 'minimize' });
  expect(other.hyperdriveConfig.maxTotalRuns).toBe(20);
});

it.each([
  [{ name: '', goal: 'minimize' as const }, 'primaryMetric.name'],
  [{ name: 'loss', goal: JSON.parse('"least"') }, 'primaryMetric.goal'],
])('refuses %j before any request', async (primaryMetric, option) => {
  const backend = backendWith(children);
  const getRun = vi.spyOn(backend, 'getRun');
  const loading = HyperDriveRun.load(new Experiment(backend, 'contract'), 'P', { primaryMetric });
  await expect(loading).rejects.toMatchObject({ code: 'invalid-argument', option });
  expect(getRun).not.toHaveBeenCalled();
});

it('leaves an error as it is where there are no children, where they cannot be read, and where it is another one', async () => {
  const error = new HyperDriveRehydrateError({ runId: 'P', found: 'nothing' });
  expect(await nameLoggedMetrics(backendWith([]), error, {})).toBe(error);
  expect(await nameLoggedMetrics(new InMemoryBackend(scope), error, {})).toBe(error);
  const other = new Error('other');
  expect(await nameLoggedMetrics(backendWith(children), other, {})).toBe(other);
});

it('answers the reason of an abort', async () => {
  const error = new HyperDriveRehydrateError({ runId: 'P', found: 'nothing' });
  const reason = new Error('enough');
  expect(await nameLoggedMetrics(backendWith(children), error, { signal: AbortSignal.abort(reason) })).toBe(reason);
});
