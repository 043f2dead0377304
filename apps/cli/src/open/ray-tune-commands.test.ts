import { readFile, rm } from 'node:fs/promises';
import path from 'node:path';
import { beforeAll, describe, expect, it } from 'vitest';
import { object, writeExperiment } from '../../../../tests/stores/ray-tune/write-experiment.js';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

let base = '';
const backend = ['--backend', 'ray-tune:tuned'];
const minimized = [...backend, '--goal', 'minimize'];

beforeAll(async () => {
  base = await temporaryFolder();
  const results = (...losses: readonly number[]) =>
    losses.map((loss, at) => object({ loss, training_iteration: at + 1, timestamp: 1_768_204_800 + at }));
  const failed = { status: 'ERROR', error: 'Failure # 1 (occurred at x)\nIt broke.\n' };
  await writeExperiment(path.join(base, 'tuned'), {
    metric: 'loss',
    trials: [
      { id: 'a_00000', evaluated: object({ lr: 0.1 }), results: results(3, 1), startTime: 1_768_204_800 },
      { id: 'a_00001', evaluated: object({ lr: 0.2 }), results: results(2), ...failed },
    ],
  });
});

async function run(
  ...args: readonly string[]
): Promise<{ readonly code: number; readonly stdout: string; readonly stderr: string }> {
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: '/nowhere', NO_COLOR: '1' }, cwd: base });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

describe('the commands on the folder of a Ray Tune experiment', () => {
  it('list, find the best, and show children, hyperparameters, metrics, logs and progress', async () => {
    expect((await run('list', ...minimized)).stdout).toContain('tuned');
    const best = await run('best', 'tuned', ...minimized, '--json');
    expect(JSON.parse(best.stdout)).toMatchObject({
      runId: 'a_00000',
      bestPrimaryMetric: 1,
      hyperparameters: { lr: 0.1 },
    });
    const children = await run('children', 'tuned', ...minimized, '--json');
    expect(JSON.parse(children.stdout)).toMatchObject([{ runId: 'a_00000' }, { runId: 'a_00001', status: 'Failed' }]);
    expect(JSON.parse((await run('hyperparameters', 'tuned', ...minimized, '--json')).stdout)).toMatchObject({
      a_00001: { lr: 0.2 },
    });
    expect(JSON.parse((await run('metrics', 'a_00000', ...minimized, '--json')).stdout)).toMatchObject({
      a_00000: { loss: [3, 1] },
    });
    expect((await run('logs', 'a_00001', ...minimized)).stdout).toContain('It broke.');
    expect((await run('status', 'tuned', ...minimized)).code).toBe(0);
    expect((await run('watch', 'tuned', ...minimized)).code).toBe(0);
  });

  it('export it as a table, and as a file that opens again', async () => {
    const csv = await run('export', 'tuned', ...minimized, '--format', 'csv', '--per', 'point');
    expect(csv.stdout.split('\n')[1]).toContain('a_00000,Completed,loss,0,1,');
    await rm(path.join(base, 'tuned.ndjson'), { force: true });
    expect((await run('export', 'tuned', ...minimized, '--output', 'tuned.ndjson')).code).toBe(0);
    expect(await readFile(path.join(base, 'tuned.ndjson'), 'utf8')).toContain('a_00001');
    const again = await run('best', 'tuned', '--backend', 'file:tuned.ndjson', '--json');
    expect(JSON.parse(again.stdout)).toMatchObject({ runId: 'a_00000', bestPrimaryMetric: 1 });
  });

  it('ask for the goal, which the folder does not say', async () => {
    expect(await run('best', 'tuned', ...backend)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/more or less of the metric is better[^]*--goal minimize or --goal maximize/),
    });
    expect((await run('best', 'tuned', ...backend, '--primary-metric', 'loss', '--goal', 'maximize')).code).toBe(0);
    expect((await run('best', 'tuned', '--backend', 'ray-tune:tuned?goal=minimize')).code).toBe(0);
    expect((await run('list', ...backend)).code).toBe(0);
  });

  it('say what is wrong with a folder', async () => {
    for (const [folder, words] of [
      ['nowhere', 'does not exist'],
      ['.', 'Name one of the experiments in it: "tuned".'],
    ]) {
      const { code, stderr } = await run('list', '--backend', `ray-tune:${folder}`);
      expect({ folder, code }).toEqual({ folder, code: 1 });
      expect(stderr).toContain(words);
    }
  });
});
