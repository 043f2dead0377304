import type { RunRecord, SearchTrial } from '@hyperdrive-run/core';
import { describe, expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';

/** A parent whose children belong to a search, in the order in which they were started. */
function experimentOf(trials: readonly (SearchTrial | undefined)[], parent: Partial<RunRecord> = {}): Experiment {
  const made = makeSweep({
    scope,
    runId: 'P',
    children: trials.map((_, at) => ({ metrics: [scalarMetric('acc', [at])] })),
  });
  const children = made.children.map((child, at) => ({
    ...child,
    record: { ...child.record, searchTrial: trials[at] },
  }));
  const unmarked = { runType: undefined, tags: new Map<string, string>(), properties: new Map<string, string>() };
  const record = { ...made.parent.record, ...unmarked, ...parent };
  const backend = new InMemoryBackend(scope, [{ ...made, parent: { ...made.parent, record }, children }]);
  return new Experiment(backend, 'contract');
}

const trial = (...goals: SearchTrial['goals']): SearchTrial => ({ outcome: 'completed', goals });

describe('a sweep that is opened with a metric and no goal', () => {
  it('has the goal that its trials name, says so, and knows where it comes from', async () => {
    const onWarning = vi.fn();
    const experiment = experimentOf([trial('minimize'), undefined, trial('minimize')]);
    const sweep = await HyperDriveRun.load(experiment, 'P', { primaryMetric: { name: 'acc' }, onWarning });
    expect(sweep.hyperdriveConfig.primaryMetric).toEqual({ name: 'acc', goal: 'minimize' });
    expect(await sweep.explainBestRun()).toMatchObject({ best: { id: 'P_0' }, goalSource: 'trials' });
    expect(onWarning).toHaveBeenCalledExactlyOnceWith(expect.stringContaining('The goal of "acc" is minimize'));
  });

  it('is refused where no trial names a goal, or they name several', async () => {
    const load = (experiment: Experiment) => HyperDriveRun.load(experiment, 'P', { primaryMetric: { name: 'acc' } });
    await expect(load(experimentOf([undefined]))).rejects.toMatchObject({
      code: 'invalid-argument',
      option: 'primaryMetric.goal',
      hint: expect.stringContaining('No trial names a goal'),
    });
    await expect(load(experimentOf([trial('minimize', 'maximize')]))).rejects.toMatchObject({
      hint: expect.stringContaining('several goals'),
    });
  });

  it('has the goal of its config where that is of the same metric, without a look at the children', async () => {
    const marked = new Experiment(new InMemoryBackend(scope, [makeSweep({ scope, runId: 'Q' })]), 'contract');
    const sweep = await HyperDriveRun.load(marked, 'Q', { primaryMetric: { name: 'accuracy' } });
    expect([sweep.hyperdriveConfig.primaryMetricGoal, sweep.goalSource]).toEqual(['maximize', 'config']);
    await expect(HyperDriveRun.load(marked, 'Q', { primaryMetric: { name: 'loss' } })).rejects.toMatchObject({
      code: 'invalid-argument',
    });
  });
});

it('a goal that is given stands, whatever the trials say', async () => {
  const given = { name: 'acc', goal: 'maximize' } as const;
  const sweep = await HyperDriveRun.load(experimentOf([trial('minimize')]), 'P', { primaryMetric: given });
  expect([sweep.hyperdriveConfig.primaryMetric, sweep.goalSource]).toEqual([given, 'given']);
});

it('a pruned trial is never the best, keeps its metrics, and the explanation says why it could not win', async () => {
  const pruned: SearchTrial = { outcome: 'pruned', goals: ['maximize'] };
  const experiment = experimentOf([trial('maximize'), pruned]);
  const sweep = await HyperDriveRun.load(experiment, 'P', { primaryMetric: { name: 'acc' } });
  expect((await sweep.getBestRunByPrimaryMetric())?.id).toBe('P_0');
  expect((await sweep.getMetrics()).get('P_1')?.has('acc')).toBe(true);
  expect(await sweep.explainBestRun()).toMatchObject({ excluded: [{ runId: 'P_1', reason: 'pruned' }] });
  const sorted = await sweep.getChildrenSortedByPrimaryMetric();
  expect(sorted.map(({ runId, missingReason }) => [runId, missingReason])).toEqual([
    ['P_0', undefined],
    ['P_1', 'pruned'],
  ]);
});
