import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { describe, expect, it, vi } from 'vitest';
import { Experiment } from './experiment.js';
import { HyperDriveRun } from './hyperdrive-run.js';
import { collect, contractScope as scope } from './testing/contract-scope.js';
import { InMemoryBackend } from './testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from './testing/sweep-fixture.js';

const config = new HyperDriveConfig({
  runConfig: { command: 'node train.mjs --lr ${{search_space.lr}}' },
  hyperparameterSampling: new GridParameterSampling({ lr: choice(0.1, 0.2) }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 2,
});

function experimentWith(...sweeps: ReturnType<typeof makeSweep>[]): Experiment {
  return new Experiment(new InMemoryBackend(scope, sweeps), 'contract');
}

describe('HyperDriveRun', () => {
  it('has the two constants of the documented class', () => {
    expect([HyperDriveRun.RUN_TYPE, HyperDriveRun.HYPER_DRIVE_RUN_USER_AGENT]).toEqual([
      'hyperdrive',
      'sdk_run_hyper_drive',
    ]);
  });

  it('is made without a request, and keeps the config that it was given', () => {
    const backend = new InMemoryBackend(scope);
    const getRun = vi.spyOn(backend, 'getRun');
    const run = new HyperDriveRun(new Experiment(backend, 'contract'), 'HD_1', config);
    expect([run.id, run.hyperdriveConfig, run.parent]).toEqual(['HD_1', config, undefined]);
    expect(getRun).not.toHaveBeenCalled();
  });

  it.each([[''], [undefined], [7], [null]])('refuses the run id %j at once', (runId) => {
    const pass: unknown[] = [runId];
    const make = (): unknown => Reflect.construct(HyperDriveRun, [experimentWith(), ...pass, config]);
    expect(make).toThrow(expect.objectContaining({ code: 'invalid-config' }));
    expect(make).toThrow('runId is ');
  });

  it('hydrates the config of a sweep that exists', async () => {
    const run = await HyperDriveRun.load(experimentWith(makeSweep({ scope, runId: 'HD_1', goal: 'minimize' })), 'HD_1');
    expect(run.hyperdriveConfig.primaryMetric).toEqual({ name: 'accuracy', goal: 'minimize' });
    expect(run.type).toBe('hyperdrive');
  });

  it('refuses to open a run that is no sweep, and says what it found', async () => {
    const experiment = experimentWith(makeSweep({ scope, runId: 'HD_1', children: [{}] }));
    await expect(HyperDriveRun.load(experiment, 'HD_1_0')).rejects.toThrow(
      'it has the type "azureml.scriptrun" and no mark of a sweep',
    );
    await expect(HyperDriveRun.load(experiment, 'HD_2')).rejects.toMatchObject({ code: 'run-not-found' });
  });

  it('names fail and getDiagnostics as not supported, with what to use instead', async () => {
    const run = new HyperDriveRun(experimentWith(), 'HD_1', config);
    await expect(run.fail()).rejects.toMatchObject({
      code: 'not-implemented',
      hint: expect.stringContaining('cancel()'),
    });
    await expect(run.getDiagnostics()).rejects.toMatchObject({
      code: 'not-implemented',
      hint: expect.stringContaining('getDetails()'),
    });
  });

  it('cancels with its unfinished children, and tells a sweep that has already ended', async () => {
    const experiment = experimentWith(
      makeSweep({ scope, runId: 'HD_1', status: 'Running', children: [{ status: 'Running' }, {}] }),
    );
    const run = await HyperDriveRun.load(experiment, 'HD_1');
    expect(await run.cancel()).toBe(true);
    expect(await run.getStatus()).toBe('Canceled');
    const statuses = (await collect(run.getChildren())).map(({ record }) => record?.status);
    expect(statuses).toEqual(['Completed', 'Canceled']);
    await expect(run.cancel()).rejects.toMatchObject({ code: 'already-finished' });
  });

  it('is what a submit answers, with the config as it was given', async () => {
    const run = await experimentWith().submit(config);
    expect(run).toBeInstanceOf(HyperDriveRun);
    expect(run.hyperdriveConfig).toBe(config);
    expect(await run.getStatus()).toBe('Queued');
  });

  it('asks for the status again until the run has ended', async () => {
    const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1', status: 'Running' })]);
    const run = await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1');
    const getRun = vi.spyOn(backend, 'getRun');
    await run.getStatus();
    await run.cancel();
    await run.getStatus();
    const whenEnded = getRun.mock.calls.length;
    await run.getStatus();
    expect(getRun).toHaveBeenCalledTimes(whenEnded);
    await run.getStatus({ refresh: true });
    expect(getRun).toHaveBeenCalledTimes(whenEnded + 1);
  });

  it('refuses wrong options of the sorted children before anything is asked', async () => {
    const backend = new InMemoryBackend(scope, [makeSweep({ scope, runId: 'HD_1' })]);
    const run = await HyperDriveRun.load(new Experiment(backend, 'contract'), 'HD_1');
    const listed = vi.spyOn(backend, 'listChildRuns');
    await expect(run.getChildrenSortedByPrimaryMetric({ top: -1 })).rejects.toThrow('top is -1');
    expect(listed).not.toHaveBeenCalled();
  });
});

describe('hyperparameters', () => {
  it('are found in the arguments of the children where neither tags nor children tell them', async () => {
    const children = [{ arguments: ['--lr', '0.1'] }, { tags: new Map([['hyperparameters', '{"--lr": 0.2}']]) }, {}];
    const run = await HyperDriveRun.load(experimentWith(makeSweep({ scope, runId: 'HD_1', children })), 'HD_1');
    const sources = await run.getHyperparameterSources();
    expect([...sources].map(([id, { values, source }]) => [id, values.get('--lr'), source])).toEqual([
      ['HD_1_0', 0.1, 'arguments'],
      ['HD_1_1', 0.2, 'child-tag'],
    ]);
    const sorted = await run.getChildrenSortedByPrimaryMetric();
    expect(sorted.map(({ hyperparameters }) => hyperparameters?.get('--lr'))).toEqual([undefined, 0.2, 0.1]);
  });
});

describe('the metrics of a sweep', () => {
  it('have the shape of Python as JSON, and keep listing order', async () => {
    const children = [
      { metrics: [scalarMetric('loss', [1, Number.NaN]), scalarMetric('note', ['a'], 'string')] },
      { metrics: [scalarMetric('loss', [0])] },
      {},
    ];
    const run = await HyperDriveRun.load(experimentWith(makeSweep({ scope, runId: 'HD_1', children })), 'HD_1');
    expect(JSON.stringify(await run.getMetrics())).toBe(
      '{"HD_1_2":{},"HD_1_1":{"loss":0},"HD_1_0":{"loss":[1,"NaN"],"note":"a"}}',
    );
  });
});
