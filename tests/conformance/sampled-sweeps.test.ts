import type { RunScope } from '@hyperdrive-run/core';
import {
  BayesianParameterSampling,
  choice,
  HyperDriveConfig,
  loguniform,
  quniform,
  RandomParameterSampling,
  uniform,
} from '@hyperdrive-run/core/config';
import { isJsonObject, type JsonObject, type JsonValue, parseJson } from '@hyperdrive-run/core/json';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { expect, it } from 'vitest';
import { openInPython } from './open-in-python.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { usePythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: 's',
  resourceGroup: 'g',
  workspaceName: 'w',
  experimentName: 'samplers',
} satisfies RunScope;

const samplings: readonly (RandomParameterSampling | BayesianParameterSampling)[] = [
  new RandomParameterSampling(
    { rate: loguniform(-4, 0), units: quniform(8, 64, 8), layers: choice(1, 2, 3) },
    { rule: 'sobol', seed: 7, logbase: 10 },
  ),
  new RandomParameterSampling({ rate: loguniform(-4, 0) }, { rule: 'random', seed: -3, logbase: 'e' }),
  new BayesianParameterSampling(
    { rate: uniform(0.001, 0.1), units: quniform(8, 64, 8), optimizer: choice('sgd', 'adam') },
    { seed: 7 },
  ),
];

it('sweeps of every sampler are read by the real Python class, and hydrated back equal', async (context) => {
  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const service = await openService(await temporaryFolder());
  const experiment = connectTo(service, scope).experiment();
  const worker = usePythonWorker(environment.python);
  for (const hyperparameterSampling of samplings) {
    const config = new HyperDriveConfig({
      runConfig: { command: 'true' },
      hyperparameterSampling,
      primaryMetricName: 'loss',
      primaryMetricGoal: 'minimize',
      maxTotalRuns: 2,
    });
    const sweep = await experiment.submit(config);
    await sweep.waitForCompletion({ pollIntervalMs: 200 });
    const hydrated = await HyperDriveRun.load(experiment, sweep.id);
    expect(hydrated.hyperdriveConfig.hyperparameterSampling).toEqual(hyperparameterSampling);

    const ask = await openInPython(worker, service, scope, sweep.id);
    // Python drops the properties of a sampling that it reads, which docs/python-parity.md lists.
    const read = objectOf(await ask('config')).get('generator_config');
    const theirs = objectOf(read);
    const ours = hyperparameterSampling.toWire();
    expect(JSON.stringify(theirs.get('name')).toLowerCase()).toBe(JSON.stringify(ours.get('name')).toLowerCase());
    expect(theirs.get('parameter_space')).toEqual(ours.get('parameter_space'));
    const points = new Map(
      [...objectOf(await ask('hyperparameters'))].map(([id, text]): [string, JsonValue] => {
        return [id, typeof text === 'string' ? parseJson(text) : text];
      }),
    );
    expect(points.size).toBe(2);
    expect(points).toEqual(await sweep.getHyperparameters());
  }
});

function objectOf(value: JsonValue | undefined): JsonObject {
  return isJsonObject(value) ? value : new Map();
}
