import { beforeAll, describe, expect, it } from 'vitest';
import { startCountingService } from '../__fixtures__/counting-service.js';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { ended, loadGoldenRuns } from '../golden/__fixtures__/load-golden-runs.js';
import { runCli } from '../run-cli.js';

let home = '';

beforeAll(async () => {
  home = await temporaryFolder();
  loadGoldenRuns(home);
});

async function children(...words: string[]) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: home } });
  return { code: await runCli(['children', ended, ...words], io), ...io.printed };
}

/** The numbers of the trials, in their order. */
async function numbers(...words: string[]): Promise<string> {
  const { code, stdout } = await children(...words, '--json');
  expect(code).toBe(0);
  const listed: { runId: string }[] = JSON.parse(stdout);
  return listed.map(({ runId }) => runId.replace(/.*_/, '')).join(' ');
}

describe('the children of a sweep', () => {
  it.each([
    [[], '1 4 0 3 2'],
    [['--sort', 'metric'], '3 4 0 1 2'],
    [['--sort', 'metric', '--reverse'], '1 4 0 3 2'],
    [['--sort', 'gain'], '3 4 0 1 2'],
    [['--sort', 'learning_rate'], '1 0 4 3 2'],
    [['--sort', 'learning_rate', '--reverse', '--top', '2'], '2 3'],
    [['--sort', 'optimizer'], '4 0 2 1 3'],
    [['--sort', 'run'], '0 1 2 3 4'],
    [['--sort', 'duration', '--reverse'], '4 3 2 1 0'],
    [['--sort', 'started'], '0 1 2 3 4'],
    [['--sort', 'status'], '3 1 4 0 2'],
    [['--status', 'failed'], '2'],
    [['--status', 'Failed', '--status', 'Canceled'], '3 2'],
    [['--status', 'Completed', '--top', '1'], '1'],
    [['--status', 'Completed', '--reverse'], '4 0 1'],
  ])('with %j', async (words, order) => {
    expect(await numbers(...words)).toBe(order);
  });

  it('have the reason why they failed, and how long they took', async () => {
    const [failed] = JSON.parse((await children('--status', 'Failed', '--json')).stdout);
    expect(failed).toMatchObject({
      status: 'Failed',
      reason: 'The command ended with exit code 3. Its output is in user_logs/std_log.txt.',
      durationSeconds: 47,
      startTime: '2026-05-01T09:02:00.000Z',
    });
  });

  it.each([
    [['--sort', 'speed'], '--sort is "speed", which the children have none of.'],
    [['--columns', 'status,speed'], '--columns is "speed", which the children have none of.'],
  ])('have no column %j, which is said with those that there are', async (words, what) => {
    const { code, stdout, stderr } = await children(...words);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain(what);
    expect(stderr).toContain('learning_rate, layers, optimizer.');
  });

  it('have the metric as a column by its own name, which stands above its values', async () => {
    const byName = await children('--columns', 'gain,status');
    expect(byName.stdout).toMatch(/^run\tgain\tstatus\n|^runId\tbestPrimaryMetric\tstatus\n/);
    expect(byName.stdout).toBe((await children('--columns', 'metric,status')).stdout);
  });

  it('say where none has the status', async () => {
    expect((await children('--status', 'Queued')).stderr).toContain('no children with the status Queued');
  });

  it('are not listed a second time where the first ones have ended well', async () => {
    const { backend, token, requests } = await startCountingService(home);
    const ask = async (...words: string[]): Promise<number> => {
      const before = requests.length;
      const io = memoryIo({ env: { HYPERDRIVE_TOKEN: token } });
      expect(await runCli(['children', ended, ...words, '--backend', backend], io)).toBe(0);
      return requests.length - before;
    };
    const first = await ask('--top', '1');
    expect(await ask('--top', '1', '--columns', 'duration')).toBe(first + 1);
    expect(requests.filter((request) => request.includes(`${ended}/children?`))).toHaveLength(1);
  });
});
