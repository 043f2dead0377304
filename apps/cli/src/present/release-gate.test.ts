import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { ended, loadGoldenRuns, running } from '../golden/__fixtures__/load-golden-runs.js';
import { runCli } from '../run-cli.js';

let home = '';

beforeAll(async () => {
  home = await temporaryFolder();
  loadGoldenRuns(home);
});

async function best(...words: string[]) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home } });
  return { code: await runCli(['best', ...words, '--json'], io), ...io.printed };
}

describe('a release gate', () => {
  it.each([
    [['--at-least', '0.98']],
    [['--at-least', '0.9866666666666667']],
    [['--at-most', '0.9866666666666667']],
    [['--at-least', '0.9', '--at-most', '1']],
  ])('is passed with %j', async (gate) => {
    const { code, stdout, stderr } = await best(ended, ...gate);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    expect(JSON.parse(stdout)).toMatchObject({ bestPrimaryMetric: 0.9866666666666667 });
  });

  it.each([
    [['--at-least', '0.99'], 'The best gain is 0.9866666666666667, which is less than 0.99.'],
    [['--at-most', '0.5'], 'The best gain is 0.9866666666666667, which is more than 0.5.'],
    [['--at-least', '1', '--at-most', '2'], 'which is less than 1.'],
  ])('is missed with %j: exit code 1, with the value', async (gate, what) => {
    const { code, stdout, stderr } = await best(ended, ...gate);
    expect([code, stderr]).toEqual([1, expect.stringContaining(what)]);
    expect(JSON.parse(stdout)).toMatchObject({ bestPrimaryMetric: 0.9866666666666667 });
  });

  it('is not passed by what is provisional, however good it is', async () => {
    const { code, stderr } = await best(running, '--at-least', '0.1');
    expect([code, stderr]).toEqual([1, expect.stringContaining('The best gain is 0.5, but provisional')]);
  });

  it('is not passed where there is no best: exit code 1, and without a gate 3', async () => {
    const nothing = [ended, '--primary-metric', 'nothing', '--goal', 'maximize'];
    const { code, stderr } = await best(...nothing, '--at-least', '0');
    expect([code, stderr]).toEqual([1, expect.stringContaining('There is no best run')]);
    expect((await best(...nothing)).code).toBe(3);
  });

  it('takes numbers only', async () => {
    expect(await best(ended, '--at-least', 'good')).toMatchObject({ code: 2, stdout: '' });
  });
});
