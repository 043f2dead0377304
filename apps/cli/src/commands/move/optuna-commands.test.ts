import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

async function run(cwd: string, ...args: readonly string[]) {
  const io = memoryIo({ env: { NO_COLOR: '1' }, cwd });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A folder with the study HD_1 in `a.db`: three trials, of which the second is the best. */
async function folderWithStudy(): Promise<string> {
  const folder = await temporaryFolder();
  const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  const metrics = [[3, 2], [1], [5]].map((values) => [scalarMetric('loss', values)]);
  const children = metrics.map((logged) => ({ metrics: logged }));
  const sweep = makeSweep({ scope, runId: 'HD_1', goal: 'minimize', primaryMetricName: 'loss', children });
  await writeOptunaStudy(path.join(folder, 'a.db'), {
    record: sweep.parent.record,
    primaryMetric: { name: 'loss', goal: 'minimize' },
    children: sweep.children.map(({ record, metrics: [metric] }, at) => {
      return { record, hyperparameters: new Map([['lr', at / 2]]), metric };
    }),
  });
  return folder;
}

it('reads an Optuna storage with every command, and changes nothing in it', async () => {
  const folder = await folderWithStudy();
  const before = await readFile(path.join(folder, 'a.db'));
  const of = ['--backend', 'optuna:a.db'];
  expect((await run(folder, 'list', ...of)).stdout).toContain('HD_1\tCompleted\ta.db');
  expect((await run(folder, 'best', 'HD_1', ...of)).stdout).toContain('runId\tHD_1_1\nbestPrimaryMetric\t1\n');
  expect((await run(folder, 'children', 'HD_1', ...of)).stdout).toContain('HD_1_0\tCompleted\t2\t0\n');
  expect((await run(folder, 'metrics', 'HD_1_0', ...of)).stdout).toContain('intermediate_values');
  expect((await run(folder, 'export', 'HD_1', '--format', 'csv', ...of)).stdout).toContain('HD_1_1');
  expect((await run(folder, 'watch', 'HD_1', ...of)).code).toBe(0);
  expect(await run(folder, 'cancel', 'HD_1_1', ...of)).toMatchObject({ code: 1 });
  expect(await readFile(path.join(folder, 'a.db'))).toEqual(before);
});

it('names what is wrong with a storage, and what there is instead', async () => {
  const folder = await folderWithStudy();
  const missing = await run(folder, 'list', '--backend', 'optuna:b.db');
  expect(missing).toMatchObject({ code: 1, stderr: expect.stringContaining('There is no file') });
  const study = await run(folder, 'list', '--backend', 'optuna:a.db?study=HD_2');
  expect(study).toMatchObject({ code: 1, stderr: expect.stringContaining('It has "HD_1".') });
  const option = await run(folder, 'list', '--backend', 'optuna:a.db?stdy=HD_1');
  expect(option).toMatchObject({ code: 2, stderr: expect.stringContaining('--backend is "stdy=HD_1"') });
});

it('writes a sweep as a study, and leaves a file that is there', async () => {
  const folder = await folderWithStudy();
  const exporting = ['export', 'HD_1', '--backend', 'optuna:a.db', '--to', 'optuna:b.db'];
  expect(await run(folder, ...exporting)).toMatchObject({ code: 0, stdout: `${path.join(folder, 'b.db')}\n` });
  const best = await run(folder, 'best', 'HD_1', '--backend', 'optuna:b.db');
  expect(best.stdout).toContain('runId\tHD_1_1\nbestPrimaryMetric\t1\n');
  const written = await readFile(path.join(folder, 'b.db'));
  expect(await run(folder, ...exporting)).toMatchObject({ code: 1, stderr: expect.stringContaining('exists already') });
  expect(await readFile(path.join(folder, 'b.db'))).toEqual(written);
  expect((await run(folder, ...exporting, '--force')).code).toBe(0);
  expect((await run(folder, ...exporting, '--format', 'csv')).code).toBe(2);
});
