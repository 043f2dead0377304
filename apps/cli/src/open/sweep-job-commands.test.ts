import path from 'node:path';
import { startLocalService } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { expect, it, onTestFinished } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { startJobService } from '../__fixtures__/start-job-service.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

const job = 'brave_fig_4k2x9q0z1w';
const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'iris' };

function trial(index: number, acc: number) {
  const time = new Date(2026, 0, 2, index);
  return {
    scope,
    runId: `${job}_${index}`,
    parentRunId: job,
    status: index === 2 ? 'Running' : 'Completed',
    startTime: time,
    tags: new Map([['hyperparameters', `{"lr": ${acc}}`]]),
    files: new Map([
      ['outputs/model.txt', `model ${index}`],
      ['user_logs/std_log.txt', `log ${index}\n`],
    ]),
    metricRows: [
      {
        metricId: `m${index}`,
        name: 'acc',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['acc', 'double']]),
        data: new Map([['acc', acc]]),
        time,
      },
    ],
  };
}

it('commands take the name of a sweep job, and those of its trials, where they take ids', async () => {
  const folder = await temporaryFolder();
  const home = path.join(folder, 'home');
  loadRuns(home, [
    { scope, runId: job, runType: 'hyperdrive', status: 'Running', startTime: new Date(2026, 0, 1), tags: new Map() },
    trial(0, 0.5),
    trial(1, 0.75),
    trial(2, 0.25),
  ]);
  const local = await startLocalService({ folder: home });
  onTestFinished(() => local.close());
  const { address, asked } = await startJobService(local, job);
  const backend = `azureml+${address}/subscriptions/s/resourceGroups/g/workspaces/w`;
  const run = async (...args: string[]): Promise<{ code: number; stdout: string; stderr: string }> => {
    const io = memoryIo({ env: { HYPERDRIVE_TOKEN: local.token, NO_COLOR: '1' }, cwd: folder });
    return { code: await runCli([...args, '--backend', backend], io), ...io.printed };
  };
  const json = async (...args: string[]): Promise<unknown> => {
    const { code, stdout, stderr } = await run(...args, '--json');
    if (code !== 0) throw new Error(`${args.join(' ')}: ${stderr}`);
    return JSON.parse(stdout);
  };

  expect(await json('status', job)).toMatchObject({ runId: job, status: 'Running' });
  expect(await json('best', job)).toMatchObject({ runId: `${job}_1` });
  expect(await json('children', job)).toMatchObject([
    { runId: `${job}_1` },
    { runId: `${job}_0` },
    { runId: `${job}_2` },
  ]);
  expect(await json('hyperparameters', job)).toMatchObject({ [`${job}_0`]: { lr: 0.5 } });
  expect(await json('list')).toMatchObject([{ runId: job, experiment: 'iris' }]);
  expect((await run('logs', `${job}_1`)).stdout).toContain('log 1');
  expect(await json('download', job, '--best')).toMatchObject([{ name: 'outputs/model.txt' }]);
  expect((await run('to-sweep-file', job)).stdout).toContain('max_total_trials: 7\n');
  expect(await json('cancel', job)).toMatchObject({ runId: job, accepted: true });
  expect(asked).toContain(`POST /jobs/${job}/cancel`);
}, 60_000);
