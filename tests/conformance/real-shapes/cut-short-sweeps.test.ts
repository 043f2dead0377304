import { expect, it } from 'vitest';
import {
  allFailed,
  corruptSpace,
  halfCanceled,
  oldIds,
  outOfTime,
  runningWithOneRow,
  secondApi,
} from './cut-short-sweeps.js';
import { manyTags } from './finished-sweeps.js';
import { best, openShape, short, sorted, statuses } from './open-shape.js';

it('cancels a sweep that is running, and tells one that has ended already', async () => {
  const { sweep } = await openShape(runningWithOneRow);
  expect(await sweep.cancel()).toBe(true);
  const ended = await openShape(manyTags);
  await expect(ended.sweep.cancel()).rejects.toMatchObject({ code: 'already-finished' });
});

it('reads a sweep that is running, with its children in every state', async () => {
  const { sweep } = await openShape(runningWithOneRow);
  expect(await sweep.getStatus()).toBe('Running');
  expect(await statuses(sweep)).toEqual([
    '5 Preparing',
    '4 Queued',
    '3 Finalizing',
    '2 Running',
    '1 Completed',
    '0 Completed',
  ]);
  expect(await sorted(sweep)).toEqual([
    ['1', 0.41],
    ['0', 0.41],
    ['3', 0.5],
    ['2', 0.6],
    ['5', undefined],
    ['4', undefined],
  ]);
  expect(await best(sweep)).toBe('1');
  expect(await sweep.explainBestRun()).toMatchObject({ value: 0.41, provisional: true });
  expect(sweep.hyperdriveConfig).toMatchObject({ maxTotalRuns: 1000, maxDurationMinutes: 45 });
});

it('reads ids and tags of before 2020', async () => {
  const { sweep, warnings } = await openShape(oldIds);
  expect(await statuses(sweep)).toEqual(['1 Running', '0 Completed', '2 Completed']);
  expect([...(await sweep.getHyperparameterSources())].map(([id, { source }]) => [short(sweep, id), source])).toEqual([
    ['0', 'parent-tag'],
    ['1', 'parent-tag'],
    ['2', 'parent-tag'],
  ]);
  expect(await best(sweep)).toBe('0');
  expect(sweep.hyperdriveConfig.policy.kind).toBe('bandit');
  expect(warnings).toEqual([]);
});

it('says why there is no best where every child failed', async () => {
  const { sweep } = await openShape(allFailed);
  expect(await sweep.getStatus()).toBe('Failed');
  expect(await best(sweep)).toBeUndefined();
  expect(await sweep.explainBestRun()).toMatchObject({ best: undefined, reason: { code: 'metric-never-logged' } });
  expect((await sweep.getHyperparameters()).size).toBe(3);
});

it('reads a sweep whose time was over: Completed, though half of its children are not', async () => {
  const { sweep } = await openShape(outOfTime);
  expect(await sweep.getStatus()).toBe('Completed');
  expect(await statuses(sweep)).toEqual(['4 Failed', '3 Canceled', '2 Canceled', '1 Completed', '0 Completed']);
  expect(await best(sweep)).toBe('1');
  // The tag `<child>_cancelled` is no child.
  expect((await sweep.getHyperparameters()).size).toBe(5);
  for await (const snapshot of sweep.watch()) {
    expect(snapshot.cancellationReason).toBe('max duration reached');
    expect(Object.fromEntries(snapshot.childrenByStatus)).toEqual({ Completed: 2, Canceled: 2, Failed: 1 });
  }
});

it('finds the best of a sweep that was canceled, with and without its canceled children', async () => {
  const { sweep } = await openShape(halfCanceled);
  expect(await sweep.getStatus()).toBe('Canceled');
  expect(await best(sweep)).toBe('2');
  const without = await sweep.getBestRunByPrimaryMetric({ includeCanceled: false });
  // A best of 0 is a best.
  expect(without?.id).toBe(`${sweep.id}_0`);
  expect(await sorted(sweep)).toEqual([
    ['2', -1],
    ['0', 0],
    ['1', 1],
    ['3', undefined],
  ]);
});

it('opens a sweep job of the second API that has no children yet', async () => {
  const { sweep, warnings } = await openShape(secondApi);
  expect(sweep.hyperdriveConfig).toMatchObject({
    primaryMetric: { name: 'accuracy', goal: 'maximize' },
    hyperparameterSampling: { kind: 'random', rule: 'random', seed: undefined },
    policy: { kind: 'truncation-selection', truncationPercentage: 30, excludeFinishedJobs: false },
  });
  expect(await statuses(sweep)).toEqual([]);
  expect(await sorted(sweep)).toEqual([]);
  expect(await sweep.explainBestRun()).toMatchObject({ best: undefined, reason: { code: 'no-children' } });
  expect((await sweep.getDetails()).target).toBe('pear-cluster');
  expect(warnings).toEqual([]);
});

it('opens a failed sweep whose search space is broken JSON, under a warning', async () => {
  const { sweep, warnings } = await openShape(corruptSpace);
  expect(sweep.hyperdriveConfig.primaryMetric).toEqual({ name: 'test-log_loss', goal: 'minimize' });
  expect(sweep.hyperdriveConfig.hyperparameterSampling.kind).toBe('unknown');
  expect(warnings.join('\n')).toContain('generator_config');
  expect(await best(sweep)).toBeUndefined();
  expect(await sweep.getHyperparameters()).toEqual(new Map());
});
