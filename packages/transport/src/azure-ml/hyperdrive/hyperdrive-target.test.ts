import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import type { TrialDefinition } from '@hyperdrive-run/core/trial';
import { describe, expect, it } from 'vitest';
import { hyperdriveTarget } from './hyperdrive-target.js';

const environment = { type: 'reference', name: 'azureml:sklearn:3' } as const;

function violationsOf(trial: Partial<TrialDefinition>): readonly string[] {
  const config = new HyperDriveConfig({
    hyperparameterSampling: new GridParameterSampling({ a: choice(1) }),
    primaryMetricName: 'm',
    primaryMetricGoal: 'maximize',
    maxTotalRuns: 1,
    runConfig: { command: 'python train.py', environment, ...trial },
  });
  return hyperdriveTarget.findViolations(config).map(({ path, got, takes }) => `${path} is ${got}, but takes ${takes}`);
}

describe("Azure ML's hyperdrive service", () => {
  it('takes a trial whose data, environment and compute are in its workspace', () => {
    const inputs = new Map([
      ['iris', { type: 'uri_file', path: 'azureml:iris:1' }],
      ['rows', { type: 'literal', value: 3 }],
    ] as const);
    expect(violationsOf({ inputs, target: 'cpu-cluster' })).toEqual([]);
  });

  it('takes no code of this machine, as it is not uploaded', () => {
    expect(violationsOf({ code: '/home/ada/iris' })).toEqual([
      'runConfig.code is /home/ada/iris, but takes no folder of this machine: code is not uploaded yet. Leave it out and take the code from the environment',
    ]);
  });

  it('takes no data of this machine', () => {
    const inputs = new Map([['my iris', { type: 'uri_file', path: '/home/ada/iris.csv' }]] as const);
    expect(violationsOf({ inputs })).toEqual([
      expect.stringMatching(
        /^runConfig\.inputs\["my iris"\]\.path is .* data that the workspace has.* nothing is uploaded$/,
      ),
    ]);
  });

  it('needs an environment, and no compute that is called local', () => {
    expect(violationsOf({ environment: undefined })[0]).toMatch(/^runConfig\.environment is missing/);
    expect(violationsOf({ target: 'local' })[0]).toMatch(/^runConfig\.target is local, .*: sweeps do not run on local/);
    expect(violationsOf({ target: undefined })).toEqual([]);
  });
});
