import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { expect, it } from 'vitest';
import { findUnrunnableOnSlurm } from './find-unrunnable-on-slurm.js';

const pathsOf = (instanceCount: number | undefined): readonly string[] =>
  findUnrunnableOnSlurm(
    new HyperDriveConfig({
      runConfig: { command: 'true', resources: { instanceCount } },
      hyperparameterSampling: new GridParameterSampling({ rate: choice(1) }),
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      maxTotalRuns: 1,
    }),
  ).map(({ path }) => path);

it('runs trials on one node each', () => {
  expect(pathsOf(undefined)).toEqual([]);
  expect(pathsOf(1)).toEqual([]);
  expect(pathsOf(2)).toEqual(['runConfig.resources.instanceCount']);
});
