import { beforeAll, describe, expect, it } from 'vitest';
import { startCountingService } from '../../__fixtures__/counting-service.js';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { writeSweep } from '../../__fixtures__/write-sweep.js';
import { runCli } from '../../run-cli.js';

let home = '';

/** A sweep of three trials that ended, whose winner the service recorded. */
beforeAll(async () => {
  home = await temporaryFolder();
  const io = memoryIo({ env: { ...process.env, HYPERDRIVE_HOME: home }, cwd: home });
  const code = await runCli(['submit', await writeSweep(await temporaryFolder()), '--wait', '--json'], io);
  if (code !== 0) throw new Error(io.printed.stderr);
}, 60_000);

/** What a service at an address is asked while a command about the sweep runs. */
async function requestsOf(...words: readonly string[]): Promise<readonly string[]> {
  const { backend, token, requests } = await startCountingService(home);
  const io = memoryIo({ env: { HYPERDRIVE_TOKEN: token } });
  const list = memoryIo({ env: { HYPERDRIVE_HOME: home } });
  await runCli(['list', '--json'], list);
  const id = JSON.parse(list.printed.stdout)[0].runId;
  const code = await runCli([...words, id, '--backend', backend], io);
  expect({ code, stderr: io.printed.stderr }).toEqual({ code: 0, stderr: '' });
  const scope = /\/subscriptions\/\S+?\/workspaces\/local(?:\/experiments\/garden)?/;
  return requests.map((request) => request.replaceAll(id, 'SWEEP').replace(scope, '').replace(/\?.*/, ''));
}

describe('the requests for the best run of a sweep that has ended', () => {
  const sweepAndWinner = ['GET /history/v1.0/runs/SWEEP', 'GET /history/v1.0/runs/SWEEP_2'];

  it.each([[[]], [['--json']]])('are one for the sweep and one for its winner: %j', async (options) => {
    expect(await requestsOf('best', ...options)).toEqual(sweepAndWinner);
  });

  it.each([[[]], [['--json']]])(
    'with --explain are one listing and no metrics of a child twice: %j',
    async (options) => {
      const [first, second, listing, ...ofMetrics] = await requestsOf('best', '--explain', ...options);
      expect([first, second]).toEqual(sweepAndWinner);
      expect(listing).toBe('GET /history/v1.0/runs/SWEEP/children');
      expect(ofMetrics.filter((request) => !request.startsWith('POST /metric/'))).toEqual([]);
      const children = ofMetrics.flatMap((request) => request.match(/SWEEP_\d/g) ?? []);
      expect(children.toSorted()).toEqual(['SWEEP_0', 'SWEEP_1', 'SWEEP_2']);
    },
  );
});
