import type { Hyperparameters } from '@hyperdrive-run/core';
import {
  choice,
  HyperDriveConfig,
  RandomParameterSampling,
  type SearchSpace,
  uniform,
} from '@hyperdrive-run/core/config';
import { expectTypeOf, it } from 'vitest';
import type { Experiment } from './experiment.js';
import { HyperDriveRun } from './hyperdrive-run.js';

declare const experiment: Experiment;

const config = new HyperDriveConfig({
  hyperparameterSampling: new RandomParameterSampling({
    lr: uniform(0, 1),
    optimizer: choice('sgd', 'adam'),
    batchSize: choice(16, 32),
  }),
  primaryMetricName: 'accuracy',
  primaryMetricGoal: 'maximize',
  maxTotalRuns: 4,
});

it('a sweep whose config is at hand types hyperparameters by its search space', async () => {
  const sweep = await experiment.submit(config);
  const best = await sweep.findBestRun();
  expectTypeOf(best?.hyperparameters?.get('optimizer')).toEqualTypeOf<'sgd' | 'adam' | undefined>();
  for (const values of (await sweep.getHyperparameters()).values()) {
    expectTypeOf(values.get('lr')).toEqualTypeOf<number | bigint>();
    expectTypeOf(values.get('optimizer')).toEqualTypeOf<'sgd' | 'adam'>();
    expectTypeOf(values.get('batchSize')).toEqualTypeOf<16 | 32>();
    // Every name may be asked for: a trial may have been given more.
    expectTypeOf(values.get('momentum')).toEqualTypeOf<ReturnType<Hyperparameters['get']>>();
  }
  expectTypeOf(sweep.hyperdriveConfig).toEqualTypeOf(config);
});

it('so does one that is made from an id and a config', async () => {
  const made = new HyperDriveRun(experiment, 'HD_1', config);
  expectTypeOf(made).toEqualTypeOf(await experiment.submit(config));
});

it('a sweep that is opened by its id has plain hyperparameters', async () => {
  const sweep = await HyperDriveRun.load(experiment, 'HD_1');
  expectTypeOf(sweep).toEqualTypeOf<HyperDriveRun<SearchSpace>>();
  expectTypeOf(await sweep.getHyperparameters()).toEqualTypeOf<Map<string, Hyperparameters>>();
  expectTypeOf((await sweep.findBestRun())?.hyperparameters).toEqualTypeOf<Hyperparameters | undefined>();
});

it('a typed sweep goes wherever any sweep goes', async () => {
  expectTypeOf(await experiment.submit(config)).toExtend<HyperDriveRun>();
});
