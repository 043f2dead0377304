import type { Hyperparameters } from '@hyperdrive-run/core';
import { choice, HyperDriveConfig, RandomParameterSampling, uniform } from '@hyperdrive-run/core/config';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { describe, expect, it } from 'vitest';
import { Experiment } from '../../experiment.js';
import { HyperDriveRun } from '../../hyperdrive-run.js';
import { contractScope as scope } from '../../testing/contract-scope.js';
import { InMemoryBackend } from '../../testing/in-memory-backend.js';
import { makeSweep, scalarMetric } from '../../testing/sweep-fixture.js';

const config = new HyperDriveConfig({
  hyperparameterSampling: new RandomParameterSampling({ lr: uniform(0, 1), optimizer: choice('sgd', 'adam') }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 2,
});

const values = (optimizer: JsonValue): Hyperparameters =>
  new Map<string, JsonValue>([
    ['lr', 0.5],
    ['optimizer', optimizer],
  ]);

function experimentWith(hyperparameters: Hyperparameters): Experiment {
  const metrics = [scalarMetric('accuracy', [1])];
  const sweep = makeSweep({ scope, runId: 'HD_1', children: [{ hyperparameters, metrics }] });
  return new Experiment(new InMemoryBackend(scope, [sweep]), 'contract');
}

describe('hyperparameters of a sweep whose config is at hand', () => {
  it('are those of the children, typed', async () => {
    const sweep = new HyperDriveRun(experimentWith(values('adam')), 'HD_1', config);
    const optimizer: 'sgd' | 'adam' | undefined = (await sweep.getHyperparameters()).get('HD_1_0')?.get('optimizer');
    expect(optimizer).toBe('adam');
    expect((await sweep.findBestRun())?.hyperparameters).toEqual(values('adam'));
  });

  it('are an error that says what to do where a child has others, and left out of the best run', async () => {
    const sweep = new HyperDriveRun(experimentWith(values('lbfgs')), 'HD_1', config);
    await expect(sweep.getHyperparameters()).rejects.toMatchObject({
      code: 'unexpected-answer',
      runId: 'HD_1_0',
      message: expect.stringContaining('"HD_1_0"'),
      hint: expect.stringContaining('HyperDriveRun.load'),
    });
    expect(await sweep.findBestRun()).toMatchObject({ value: 1, hyperparameters: undefined });
    expect((await sweep.getHyperparameterSources()).get('HD_1_0')?.values).toEqual(values('lbfgs'));
  });

  it('are returned as they are where the config is read from the run', async () => {
    for (const sweep of [
      await HyperDriveRun.load(experimentWith(values('lbfgs')), 'HD_1'),
      new HyperDriveRun(experimentWith(values('lbfgs')), 'HD_1', () => config),
    ]) {
      expect((await sweep.getHyperparameters()).get('HD_1_0')).toEqual(values('lbfgs'));
      expect((await sweep.findBestRun())?.hyperparameters).toEqual(values('lbfgs'));
    }
  });
});
