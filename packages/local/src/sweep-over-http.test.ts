import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { choice, GridParameterSampling, HyperDriveConfig } from '@hyperdrive-run/core/config';
import { parseJson, writeJson } from '@hyperdrive-run/core/json';
import { expect, it, onTestFinished } from 'vitest';
import { eachAt, jsonAt, textAt } from './server/__fixtures__/json-at.js';
import { startLocalService } from './start-local-service.js';
import { temporaryFolder } from './storage/__fixtures__/temporary-folder.js';

/** A trial in its plainest form: HTTP, and what stands in the environment. */
const script = `
const e = process.env;
const x = Number(process.argv[2]);
const workspace = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME;
const post = (run) => fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + workspace + '/runs/' + run + '/batch', {
  method: 'POST',
  headers: { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN },
  body: JSON.stringify({ values: [{ name: 'loss', value: [{ data: { loss: x * x } }] }] }),
});
const own = await post(e.AZUREML_RUN_ID);
const other = await post(e.AZUREML_RUN_ID.replace(/_\\d+$/, ''));
console.log('own', own.status, 'parent', other.status);
if (x === 3) process.exit(3);
`;

it('runs a sweep to its end, whose trials log over HTTP and can be read', async () => {
  const folder = await temporaryFolder();
  await mkdir(join(folder, 'code'));
  await writeFile(join(folder, 'code', 'train.mjs'), script);
  const service = await startLocalService({ folder: join(folder, 'service') });
  onTestFinished(() => service.close());
  const workspace = 'subscriptions/s/resourceGroups/g/providers/Microsoft.MachineLearningServices/workspaces/w';
  const ask = async (path: string, init: RequestInit = {}): Promise<ReturnType<typeof parseJson>> => {
    const headers = { authorization: `Bearer ${service.token}` };
    const response = await fetch(`${service.address}/${path}`, { ...init, headers });
    expect(response.ok, `${path} ${response.status}`).toBe(true);
    return parseJson(await response.text());
  };

  const config = new HyperDriveConfig({
    runConfig: { command: 'node train.mjs ${{search_space.x}}', code: join(folder, 'code') },
    hyperparameterSampling: new GridParameterSampling({ x: choice(2, -1, 3) }),
    primaryMetricName: 'loss',
    primaryMetricGoal: 'minimize',
    maxTotalRuns: 3,
    maxConcurrentRuns: 2,
  });
  const form = new FormData();
  form.append('config', new Blob([writeJson(config.toWire())]), 'config.json');
  const created = await ask(`hyperdrive/v1.0/${workspace}/experiments/e/runs`, { method: 'POST', body: form });
  const parentId = textAt(created, 'result', 'hyperdrive_run_id');
  await service.whenIdle();

  const runs = `history/v1.0/${workspace}/experiments/e/runs`;
  const parent = await ask(`${runs}/${parentId}`);
  expect(jsonAt(parent, 'status')).toBe('Completed');
  expect(jsonAt(parent, 'properties', 'best_child_run_id')).toBe(`${parentId}_1`);
  const children = jsonAt(await ask(`${runs}/${parentId}/children?$orderby=StartTimeUtc%20asc`), 'value');
  const statuses = eachAt(children, 'status');
  expect(new Map(eachAt(children, 'runId').map((id, place) => [id, statuses[place]]))).toEqual(
    new Map([
      [`${parentId}_0`, 'Completed'],
      [`${parentId}_1`, 'Completed'],
      [`${parentId}_2`, 'Failed'],
    ]),
  );
  const body = '{"metricName": "loss"}';
  const metric = await ask(`metric/v2.0/${workspace}/runs/${parentId}_2/full`, { method: 'POST', body });
  expect(eachAt(jsonAt(metric, 'value'), 'data', 'loss')).toEqual([9]);
  const details = await ask(`${runs}/${parentId}_2/details`);
  const log = await fetch(textAt(details, 'logFiles', 'user_logs/std_log.txt'));
  expect(await log.text()).toContain('own 200 parent 403');
}, 60_000);
