import { beforeAll, describe, expect, it } from 'vitest';
import { startCountingService } from '../../__fixtures__/counting-service.js';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { ended, loadGoldenRuns, running } from '../../golden/__fixtures__/load-golden-runs.js';
import { shortestIds, shortTrialId } from '../../output/format/shortest-ids.js';
import { runCli } from '../../run-cli.js';

let home = '';

beforeAll(async () => {
  home = await temporaryFolder();
  loadGoldenRuns(home);
});

describe('list', () => {
  it('has how many trials have ended and the best value of each sweep', async () => {
    const io = memoryIo({ env: { HYPERDRIVE_HOME: home } });
    await runCli(['list', '--json'], io);
    expect(JSON.parse(io.printed.stdout)).toMatchObject([
      { runId: running, trials: { ended: 1, total: 5 }, bestPrimaryMetric: 0.5 },
      { runId: ended, trials: { ended: 5, total: 5 }, bestPrimaryMetric: 0.9866666666666667 },
    ]);
  });

  it('of nothing is a hint on a terminal, without headings, and the names of its fields in a pipe', async () => {
    const env = { HYPERDRIVE_HOME: await temporaryFolder() };
    const [terminal, pipe] = [memoryIo({ env, isTerminal: true, columns: 80 }), memoryIo({ env })];
    expect([await runCli(['list'], terminal), await runCli(['list'], pipe)]).toEqual([0, 0]);
    expect(terminal.printed).toEqual({ stdout: '', stderr: expect.stringContaining('There are no sweeps here yet.') });
    expect(pipe.printed.stdout).toMatch(/^runId\tstatus\t.*\n$/);
  });

  it('asks once for the sweeps, once a sweep for its counts, and for the best only of one that has not ended', async () => {
    const { backend, token, requests } = await startCountingService(home);
    const io = memoryIo({ env: { HYPERDRIVE_TOKEN: token } });
    expect(await runCli(['list', '--backend', backend], io)).toBe(0);
    const asked = requests.filter((request) => !/^GET \/subscriptions\/.*\/jobs/.test(request));
    expect(asked.filter((request) => request.includes('runs:query'))).toHaveLength(1);
    expect(asked.filter((request) => request.includes('children/count'))).toHaveLength(2);
    expect(asked.filter((request) => request.includes(ended))).toHaveLength(1);
    expect(asked.filter((request) => request.includes('/children?'))).toEqual([]);
  });
});

describe('a short id', () => {
  it('is the beginning that no other has, of at least eight characters', () => {
    const ids = ['HD_7f3a0b12-1111-4222', 'HD_7f3a0b12-1999-4222', 'HD_91c04d55-1111-4222', 'sad_pot_1', 'HD_short'];
    expect([...shortestIds(ids).values()]).toEqual(['7f3a0b12-11', '7f3a0b12-19', '91c04d55', 'sad_pot_1', 'HD_short']);
  });

  it('of a trial ends in its number', () => {
    expect(shortTrialId('HD_7f3a0b12-1111-4222_12')).toBe('7f3a0b12_12');
    expect(shortTrialId('sad_pot_12')).toBe('sad_pot_12');
    expect(shortTrialId('HD_7f3a0b12-1111-4222')).toBe('HD_7f3a0b12-1111-4222');
  });
});
