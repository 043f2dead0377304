import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunScope } from '@hyperdrive-run/core';
import type { RunKey } from '@hyperdrive-run/core/config';
import { isJsonArray, isJsonObject } from '@hyperdrive-run/core/json';
import { localTarget } from '@hyperdrive-run/local';
import { HyperDriveConfig, type HyperDriveRun } from '@hyperdrive-run/sdk';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { expect, it } from 'vitest';
import { openInPython } from './open-in-python.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { usePythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
  experimentName: 'resuming',
} satisfies RunScope;

/** Logs its hyperparameter. */
const script = String.raw`
const e = process.env;
const body = JSON.stringify({ values: [{ name: 'gain', value: [{ data: { gain: Number(process.argv[2]) } }] }] });
const run = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID;
const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
await fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + run + '/batch', { method: 'POST', headers, body });`;

/** A sweep over the given values. */
async function sweepOver(values: string): Promise<HyperDriveConfig> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'code'));
  await writeFile(path.join(folder, 'code', 'train.mjs'), script);
  const text = `
type: sweep
trial: { code: code, command: "node train.mjs \${{search_space.x}}" }
sampling_algorithm: grid
search_space: { x: { type: choice, values: ${values} } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: 5, max_concurrent_trials: 1 }
`;
  return parseSweepFile(text, { path: path.join(folder, 'sweep.yml'), target: localTarget }).config;
}

/** The same config, built on an earlier sweep and a trial of it. */
function buildOn(config: HyperDriveConfig, sweep: HyperDriveRun): HyperDriveConfig {
  const keyOf = (runId: string): RunKey => ({ runId, runScope: {} });
  const { hyperparameterSampling, primaryMetric, maxTotalRuns, maxConcurrentRuns, runConfig } = config;
  return new HyperDriveConfig({
    hyperparameterSampling,
    primaryMetricName: primaryMetric.name,
    primaryMetricGoal: primaryMetric.goal,
    maxTotalRuns,
    maxConcurrentRuns,
    runConfig,
    resumeFrom: [keyOf(sweep.id)],
    resumeChildRuns: [keyOf(`${sweep.id}_0`)],
  });
}

it('a sweep that was resumed here is read by the real Python class, with the best of both', async (context) => {
  const service = await openService(await temporaryFolder());
  const experiment = connectTo(service, scope).experiment();
  const run = async (config: HyperDriveConfig): Promise<HyperDriveRun> => {
    const sweep = await experiment.submit(config);
    await sweep.waitForCompletion({ pollIntervalMs: 200, timeoutMs: 45_000 });
    return sweep;
  };
  const first = await run(await sweepOver('[5, 9]'));
  const second = await run(buildOn(await sweepOver('[7]'), first));
  expect((await second.getBestRunByPrimaryMetric())?.id).toBe(`${first.id}_1`);
  const own = await second.getBestRunByPrimaryMetric({ includeResumeFromRuns: false });
  expect(own?.id).toBe(`${second.id}_1`);

  const environment = await ensurePythonEnvironment();
  if ('notRun' in environment) return context.skip(environment.notRun);
  const worker = usePythonWorker(environment.python);
  const ask = await openInPython(worker, service, scope, second.id);
  expect(await ask('best_run')).toBe(`${first.id}_1`);
  const config = await ask('config');
  const resumed = isJsonObject(config) ? config.get('resume_from') : undefined;
  expect(isJsonArray(resumed) && resumed.map((key) => isJsonObject(key) && key.get('run_id'))).toEqual([first.id]);
}, 120_000);
