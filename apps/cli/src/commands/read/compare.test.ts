import { beforeAll, expect, it } from 'vitest';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { ended, loadGoldenRuns, running } from '../../golden/__fixtures__/load-golden-runs.js';
import { runCli } from '../../run-cli.js';

let home = '';

beforeAll(async () => {
  home = await temporaryFolder();
  loadGoldenRuns(home);
});

async function compare(...words: string[]) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home } });
  return { code: await runCli(['compare', ...words], io), ...io.printed };
}

it('shows of two sweeps what they reached, and only what differs of how they were defined', async () => {
  const { code, stdout } = await compare('7f3a', '91c0', '--json');
  expect(code).toBe(0);
  expect(JSON.parse(stdout)).toMatchObject({
    a: ended,
    b: running,
    results: expect.arrayContaining([
      { name: 'best', a: 0.9866666666666667, b: 0.5 },
      { name: 'provisional', a: null, b: 'yes' },
    ]),
    differences: [{ name: 'search_space.learning_rate', a: 'uniform(0.001, 0.5)', b: 'uniform(0.001, 1)' }],
  });
});

it('shows of two trials their metrics, and the hyperparameters in which they differ', async () => {
  const { stdout } = await compare('7f3a_0', '7f3a@best', '--json');
  expect(JSON.parse(stdout)).toMatchObject({
    a: `${ended}_0`,
    b: `${ended}_1`,
    results: expect.arrayContaining([{ name: 'last gain', a: 0.75, b: 0.9866666666666667 }]),
    differences: [
      { name: 'learning_rate', a: 0.123456789, b: 0.05 },
      { name: 'layers', a: 1, b: 2 },
      { name: 'optimizer', a: 'adam', b: 'sgd' },
    ],
  });
});

it('says where nothing differs', async () => {
  expect((await compare(ended, ended)).stderr).toBe('They were defined alike.\n');
  expect((await compare('7f3a_0', '7f3a_0')).stderr).toBe('Their hyperparameters are the same.\n');
});

it('takes two sweeps or two trials', async () => {
  const { code, stderr } = await compare('7f3a', '91c0_0');
  expect([code, stderr]).toEqual([2, expect.stringContaining(`"${ended}" is a sweep, and "${running}_0" is none.`)]);
});
