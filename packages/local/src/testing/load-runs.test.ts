import { readFile } from 'node:fs/promises';
import { expect, it } from 'vitest';
import { createLocalService } from '../create-local-service.js';
import { garden } from '../storage/__fixtures__/garden-scope.js';
import { temporaryFolder } from '../storage/__fixtures__/temporary-folder.js';
import { createRunFiles } from '../storage/files/disk-run-files.js';
import { loadRuns, type RunToLoad } from './load-runs.js';

const sweep: readonly RunToLoad[] = [
  { scope: garden, runId: 'HD_1', runType: 'hyperdrive', status: 'Completed' },
  {
    scope: garden,
    runId: 'HD_1_0',
    parentRunId: 'HD_1',
    status: 'Failed',
    hidden: true,
    tags: new Map([['__proto__', 'tag']]),
    metricRows: [
      {
        metricId: 'one',
        name: 'accuracy',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['accuracy', 'double']]),
        data: new Map([['accuracy', Number.NaN]]),
        time: new Date(1000),
      },
    ],
  },
];

it('lets a service that is open answer what was loaded', async () => {
  const folder = await temporaryFolder();
  const service = createLocalService({ folder });
  loadRuns(folder, sweep);
  const workspace = `subscriptions/${garden.subscriptionId}/resourceGroups/garden/providers/Microsoft.MachineLearningServices/workspaces/orchard`;
  const ask = async (path: string, body?: string): Promise<string> => {
    const headers = { authorization: `Bearer ${service.token}` };
    const init = body === undefined ? { headers } : { headers, method: 'POST', body };
    return (await service.fetch(new Request(`http://localhost/${path}`, init))).text();
  };
  const children = await ask(`history/v1.0/${workspace}/experiments/apples/runs/HD_1/children`);
  expect(children).toContain('"hidden":true');
  expect(children).toContain('"__proto__":"tag"');
  const metric = await ask(`metric/v2.0/${workspace}/runs/HD_1_0/full`, '{"metricName": "accuracy"}');
  expect(metric).toContain('{"accuracy":"NaN"}');
  await service.close();
});

it('loads nothing where one of the runs cannot be loaded', async () => {
  const folder = await temporaryFolder();
  const [parent, child] = sweep;
  expect(() =>
    loadRuns(
      folder,
      [parent, child, child].flatMap((run) => run ?? []),
    ),
  ).toThrow('has a run HD_1_0 already');
  expect(() => loadRuns(folder, sweep)).not.toThrow();
});

it('loads files beside the runs, and none that would lie elsewhere', async () => {
  const folder = await temporaryFolder();
  const run: RunToLoad = { scope: garden, runId: 'HD_2', status: 'Completed' };
  for (const name of ['../a', '/a', '']) {
    expect(() => loadRuns(folder, [{ ...run, files: new Map([[name, 'x']]) }])).toThrow('below the folder of the run');
  }
  loadRuns(folder, [{ ...run, files: new Map([['user_logs/std_log.txt', 'ü']]) }]);
  const files = createRunFiles(folder);
  const place = await files.find({ scope: garden, runId: 'HD_2' }, 'user_logs/std_log.txt');
  expect(await readFile(place ?? '', 'utf8')).toBe('ü');
});
