import { BackendError, type Metric } from '@hyperdrive-run/core';
import { describe, expect, it, vi } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, type SweepOptions, scalarMetric } from '../../testing/sweep-fixture.js';

const accuracy = (...values: number[]): Metric[] => [scalarMetric('accuracy', values)];

async function open(options: Partial<SweepOptions>): Promise<{ run: HyperDriveRun; backend: InMemoryBackend }> {
  const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', ...options })]);
  return { run: await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1'), backend };
}

describe('explainBestRun', () => {
  it('gives the run that getBestRunByPrimaryMetric gives, with value, source and ties', async () => {
    const { run } = await open({ children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.9) }, {}] });
    const explained = await run.explainBestRun();
    expect(explained.best?.id).toBe((await run.getBestRunByPrimaryMetric())?.id);
    expect(explained).toMatchObject({
      value: 0.9,
      source: 'scan',
      sweepId: 'HD_1',
      tied: ['HD_1_0'],
      excluded: [{ runId: 'HD_1_2', reason: 'not-logged' }],
      provisional: false,
      reason: undefined,
    });
  });

  it('tells of a child that is better than the recorded winner', async () => {
    const properties = new Map([
      ['best_child_run_id', 'HD_1_0'],
      ['score', '0.9'],
    ]);
    const { run } = await open({ properties, children: [{ metrics: accuracy(0.9) }, { metrics: accuracy(0.95) }] });
    expect(await run.explainBestRun()).toMatchObject({
      source: 'property',
      value: 0.9,
      better: { runId: 'HD_1_1', value: 0.95 },
    });
  });

  it('says what was logged, and what was probably meant, where no child has the metric', async () => {
    const { run } = await open({ children: [{ metrics: [scalarMetric('Accuracy', [1]), scalarMetric('loss', [1])] }] });
    expect(await run.explainBestRun()).toMatchObject({
      best: undefined,
      reason: { code: 'metric-never-logged', closest: 'Accuracy' },
      loggedMetricNames: ['Accuracy', 'loss'],
    });
  });

  it('is provisional where a resumed sweep is gone', async () => {
    const properties = new Map([['resume_from', '[{"run_scope": {}, "run_id": "HD_gone"}]']]);
    const { run } = await open({ properties, children: [{ metrics: accuracy(1) }] });
    expect(await run.explainBestRun()).toMatchObject({ provisional: true, value: 1 });
  });

  it('reads the children once', async () => {
    const { run, backend } = await open({ children: [{ metrics: accuracy(1) }] });
    const listed = vi.spyOn(backend, 'listChildRuns');
    await run.explainBestRun();
    expect(listed).toHaveBeenCalledOnce();
  });
});

describe('findBestRun with onMissing', () => {
  it('says why there is no best run, as explainBestRun does, with one reading of the children', async () => {
    const { run, backend } = await open({ children: [{ metrics: [scalarMetric('Accuracy', [1])] }, {}] });
    const expected = await run.explainBestRun();
    const listed = vi.spyOn(backend, 'listChildRuns');
    const onMissing = vi.fn();
    expect(await run.findBestRun({ onMissing })).toBeUndefined();
    expect(onMissing).toHaveBeenCalledExactlyOnceWith(expected);
    expect(listed).toHaveBeenCalledOnce();
  });

  it('is quiet where there is one, and rejects as without it for children that cannot be read', async () => {
    const { run, backend } = await open({ children: [{ metrics: accuracy(1) }] });
    const onMissing = vi.fn();
    expect((await run.findBestRun({ onMissing }))?.value).toBe(1);
    vi.spyOn(backend, 'getMetrics').mockImplementation(async function* (ids) {
      for (const runId of ids)
        yield { kind: 'unreadable', runId, error: new BackendError({ code: 'refused', message: 'No.' }) };
    });
    await expect(run.findBestRun({ onMissing, scope: 'last' })).rejects.toMatchObject({ code: 'unreadable-metrics' });
    expect(onMissing).not.toHaveBeenCalled();
  });

  it('asks for a sweep that has not ended once more only without reuseRecord', async () => {
    const { run, backend } = await open({ status: 'Running', children: [{ metrics: accuracy(1) }] });
    const getRun = vi.spyOn(backend, 'getRun');
    await run.findBestRun({ reuseRecord: true });
    expect(getRun).not.toHaveBeenCalled();
    await run.findBestRun();
    expect(getRun).toHaveBeenCalledOnce();
  });
});
