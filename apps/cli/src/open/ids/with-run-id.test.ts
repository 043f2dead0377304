import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns, type RunToLoad } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { startCountingService } from '../../__fixtures__/counting-service.js';
import { memoryIo } from '../../__fixtures__/memory-io.js';
import { temporaryFolder } from '../../__fixtures__/temporary-folder.js';
import { runCli } from '../../run-cli.js';

const scope = { ...localWorkspace, experimentName: 'garden' };
const older = 'HD_7f3a0000-1111-4222-8333-444444444444';
const newer = 'HD_7f3b0000-1111-4222-8333-555555555555';

let home = '';

/** A sweep with three trials; the metric is that of the one at hand. */
function sweep(runId: string, year: number): RunToLoad[] {
  const values = [0.1, 0.9, 0.5];
  return [
    {
      scope,
      runId,
      runType: 'hyperdrive',
      status: 'Completed',
      startTime: new Date(year, 0),
      tags: new Map([['_aml_system_primary_metric_config', '{"name": "gain", "goal": "maximize"}']]),
      properties: new Map([
        ['best_child_run_id', `${runId}_1`],
        ['score', '0.9'],
      ]),
    },
    ...values.map((_, number) => ({
      scope,
      runId: `${runId}_${number}`,
      parentRunId: runId,
      status: 'Completed',
      startTime: new Date(year, 0, number + 1),
    })),
  ];
}

beforeAll(async () => {
  home = await temporaryFolder();
  loadRuns(home, [...sweep(older, 2025), ...sweep(newer, 2026)]);
});

/** What a command asks a service about the history of runs, and what it printed. Jobs, which the service has none of, are left out. */
async function ask(...words: readonly string[]) {
  const { backend, token, requests } = await startCountingService(home);
  const io = memoryIo({ env: { HYPERDRIVE_TOKEN: token } });
  const code = await runCli([...words, '--backend', backend, '--json'], io);
  const asked = requests
    .map((request) => request.replace(/\{.*/, '').replace(/\?.*/, '').trim())
    .filter((request) => !/^GET \/subscriptions\/.*\/jobs/.test(request))
    .map((request) => request.replace(/ \/.*\/(?=runs)/, ' ').replace(older, 'SWEEP'));
  return { code, ...io.printed, asked, backend };
}

/** The run that a command opens for what was typed. */
async function opened(...words: readonly string[]) {
  const { code, stdout, stderr } = await ask('status', ...words);
  return { code, runId: code === 0 ? JSON.parse(stdout).runId : undefined, stderr };
}

describe('a run by less than its id', () => {
  it.each([
    [['7f3a'], older],
    [['HD_7f3b'], newer],
    [['7f3a0000-1111'], older],
    [['7f3a_2'], `${older}_2`],
    [['7f3a', '2'], `${older}_2`],
    [[newer, '0'], `${newer}_0`],
    [['@last'], newer],
    [['@last', '2'], `${newer}_2`],
    [['@last_2'], `${newer}_2`],
    [['7f3a@best'], `${older}_1`],
    [['7f3a', '@best'], `${older}_1`],
    [['@best'], `${newer}_1`],
    [['@last', '@best'], `${newer}_1`],
  ])('%j', async (words, runId) => {
    expect(await opened(...words)).toMatchObject({ code: 0, stderr: '', runId });
  });
});

describe('a text that is of no run, or of several', () => {
  it('is refused with the runs that it may mean', async () => {
    const { code, stderr } = await opened('7f3');
    expect(code).toBe(1);
    expect(stderr).toContain(`Error: "7f3" may be ${newer} or ${older}.\nType more of the id.`);
  });

  it('is refused with the trials that its sweep has', async () => {
    const { code, stderr } = await opened('7f3a', '7');
    expect(code).toBe(1);
    expect(stderr).toContain(`Run "${older}_7" was not found`);
    expect(stderr).toContain(`The sweep has children 0 to 2: hyperdrive children ${older} --backend`);
    expect((await opened('@last', '9')).stderr).toContain(
      `The sweep has children 0 to 2: hyperdrive children ${newer}`,
    );
  });

  it('is refused with the ids that are like it', async () => {
    const { code, stderr } = await opened(older.replace('1111', '1119'));
    expect(code).toBe(1);
    expect(stderr).toContain(`\nDid you mean ${older}, or ${newer}?`);
  });

  it('is refused with the list where nothing is like it', async () => {
    expect((await opened('zz')).stderr).toContain('"zz" was not found');
    expect((await opened('zz')).stderr).not.toContain('Did you mean');
  });

  it('names no last sweep where there is none', async () => {
    const io = memoryIo({ env: { HYPERDRIVE_HOME: await temporaryFolder() } });
    expect(await runCli(['status', '@last'], io)).toBe(1);
    expect(io.printed.stderr).toContain('There is no last sweep');
  });
});

describe('the requests for a run', () => {
  const ofStatus = ['GET runs/SWEEP', 'POST runs/SWEEP/children/count'];

  it('are those of the command alone where the id is whole', async () => {
    expect((await ask('status', older)).asked).toEqual(ofStatus);
  });

  it('read a trial once for its status, though its log is looked for too', async () => {
    const { asked } = await ask('status', `${older}_2`);
    expect(asked.filter((request) => request === 'GET runs/SWEEP_2')).toEqual(['GET runs/SWEEP_2']);
    expect(asked).toContain('GET runs/SWEEP_2/details');
  });

  it('are two more where it is abbreviated, and one more for the last sweep', async () => {
    expect((await ask('status', '7f3a')).asked).toEqual(['GET runs/7f3a', 'POST runs:query', ...ofStatus]);
    const { asked } = await ask('status', '@last');
    expect(asked).toEqual(['POST runs:query', `GET runs/${newer}`, `POST runs/${newer}/children/count`]);
  });

  it('never list the sweeps for a whole id, whatever the command', async () => {
    const ofSweep = [
      'best',
      'children',
      'export',
      'to-sweep-file',
      'importance',
      'watch',
      'metrics',
      'hyperparameters',
    ];
    const ofTrial = ['status', 'metrics', 'hyperparameters', 'explain', 'logs', 'download', 'archive', 'cancel'];
    for (const words of [...ofSweep.map((name) => [name, older]), ...ofTrial.map((name) => [name, `${older}_2`])]) {
      const { asked } = await ask(...words);
      expect({ words, first: asked[0] }).toEqual({ words, first: `GET runs/${words[1]?.replace(older, 'SWEEP')}` });
      expect({ words, listed: asked.filter((request) => request.includes('runs:query')) }).toEqual({
        words,
        listed: [],
      });
    }
  });
});
