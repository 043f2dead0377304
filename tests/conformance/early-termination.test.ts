import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { RunScope } from '@hyperdrive-run/core';
import { isJsonArray, isJsonObject, type JsonValue } from '@hyperdrive-run/core/json';
import { localTarget } from '@hyperdrive-run/local';
import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { parseSweepFile } from '@hyperdrive-run/sweep-file';
import { describe, expect, it } from 'vitest';
import { openInPython } from './open-in-python.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { ensurePythonEnvironment } from './python/make-environment.mjs';
import { usePythonWorker } from './python-worker.js';

const scope = {
  subscriptionId: '00000000-0000-0000-0000-000000000000',
  resourceGroup: 'local',
  workspaceName: 'local',
  experimentName: 'pruning',
} satisfies RunScope;

/** Logs its hyperparameter four times; where that is 1 it then waits for its end: only a policy ends it in time. */
const script = String.raw`
const e = process.env;
const x = Number(process.argv[2]);
const run = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID;
for (let n = 0; n < 4; n += 1) {
  const body = JSON.stringify({ values: [{ name: 'gain', value: [{ data: { gain: x } }] }] });
  const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
  await fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + run + '/batch', { method: 'POST', headers, body });
}
if (x === 1) setTimeout(() => {}, 600_000);`;

async function writeSweep(policy: string): Promise<{ readonly text: string; readonly file: string }> {
  const folder = await temporaryFolder();
  await mkdir(path.join(folder, 'code'));
  await writeFile(path.join(folder, 'code', 'train.mjs'), script);
  const text = `
type: sweep
experiment_name: pruning
trial: { code: code, command: "node train.mjs \${{search_space.x}}" }
sampling_algorithm: grid
search_space: { x: { type: choice, values: [2, 1, 3] } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: 3, max_concurrent_trials: 1 }
early_termination: ${policy}
`;
  return { text, file: path.join(folder, 'sweep.yml') };
}

const policies: readonly (readonly [policy: string, name: string])[] = [
  ['{ type: bandit, slack_factor: 0.25, evaluation_interval: 2, delay_evaluation: 3 }', 'Bandit'],
  ['{ type: median_stopping, delay_evaluation: 2 }', 'MedianStopping'],
  ['{ type: truncation_selection, truncation_percentage: 50, evaluation_interval: 2 }', 'TruncationSelection'],
];
const isFull = process.env['HYPERDRIVE_TEST_SCALE'] === 'full';

describe('a sweep file with an early termination policy', () => {
  it.for(isFull ? policies : policies.slice(0, 1))(
    '%s stops its bad trial, and both clients read what became of it',
    async ([policy, name], context) => {
      const { text, file } = await writeSweep(policy);
      const { config } = parseSweepFile(text, { path: file, target: localTarget });
      const service = await openService(await temporaryFolder());
      const experiment = connectTo(service, scope).experiment();
      const submitted = await experiment.submit(config);
      await submitted.waitForCompletion({ pollIntervalMs: 200, timeoutMs: 45_000 });

      const run = await HyperDriveRun.load(experiment, submitted.id);
      expect(await run.getStatus()).toBe('Completed');
      expect(run.hyperdriveConfig.policy.toWire()).toEqual(config.policy.toWire());
      const children = await run.getChildrenSortedByPrimaryMetric();
      const [best, second, stopped] = children.map(({ runId }) => runId);
      expect(children.map(({ runId, status }) => [runId, status])).toEqual([
        [`${run.id}_2`, 'Completed'],
        [`${run.id}_0`, 'Completed'],
        [`${run.id}_1`, 'Canceled'],
      ]);
      expect((await run.getBestRunByPrimaryMetric())?.id).toBe(best);
      const explained = await run.explainEarlyTermination(stopped ?? '');
      expect(explained).toMatchObject({ recorded: { stop: true }, differs: false });
      expect(explained.trial.cancellationReason).toContain('gain');
      expect((await run.explainEarlyTermination(second ?? '')).recorded).toBeUndefined();

      const environment = await ensurePythonEnvironment();
      if ('notRun' in environment) return context.skip(environment.notRun);
      await compareWithPython(service, run, environment.python, { name, best, ids: [best, second, stopped] });
    },
  );
});

async function compareWithPython(
  service: Awaited<ReturnType<typeof openService>>,
  run: HyperDriveRun,
  python: string,
  expected: { readonly name: string; readonly best: string | undefined; readonly ids: readonly unknown[] },
): Promise<void> {
  const worker = usePythonWorker(python);
  const ask = await openInPython(worker, service, scope, run.id);
  const config = await ask('config');
  const policy = isJsonObject(config) ? config.get('policy_config') : undefined;
  expect(withoutExclusion(policy)).toEqual(withoutExclusion(run.hyperdriveConfig.policy.toWire()));
  expect(isJsonObject(policy) && policy.get('name')).toBe(expected.name);
  expect(await ask('best_run')).toBe(expected.best);
  expect(await ask('status')).toBe('Completed');
  const sorted = await ask('children_sorted');
  expect(isJsonArray(sorted) && sorted.map((child) => isJsonObject(child) && child.get('run_id'))).toEqual(
    expected.ids,
  );
}

/** Python loses `exclude_finished_jobs` of all policies, and writes its own default (docs/python-parity.md). */
function withoutExclusion(policy: JsonValue | undefined): JsonValue | undefined {
  const properties = isJsonObject(policy) ? policy.get('properties') : undefined;
  if (!isJsonObject(policy) || !isJsonObject(properties)) return policy;
  return new Map<string, JsonValue>([
    ...policy,
    ['properties', new Map([...properties].filter(([name]) => name !== 'exclude_finished_jobs'))],
  ]);
}
