import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { localWorkspace } from '@hyperdrive-run/local';
import { loadRuns } from '@hyperdrive-run/local/testing';
import { beforeAll, describe, expect, it } from 'vitest';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { runCli } from '../run-cli.js';

let folder = '';
const named = ['--primary-metric', 'acc', '--goal', 'maximize'];

async function run(home: string, args: readonly string[], isTerminal = false) {
  const io = memoryIo({ env: { HYPERDRIVE_HOME: path.join(folder, home), NO_COLOR: '1' }, cwd: folder, isTerminal });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** A parent with nested runs, as another tool logs them: it says nothing of a sweep, and all it logs as text is odd. */
beforeAll(async () => {
  folder = await temporaryFolder();
  const scope = { ...localWorkspace, experimentName: 'nested' };
  const start = new Date('2026-01-01');
  const child = (runId: string, bias: string, acc: number) => ({
    scope,
    runId,
    parentRunId: 'P',
    status: 'Completed',
    startTime: start,
    tags: new Map([['hyperparameters', JSON.stringify({ bias, note: '\u001B]0;owned\u0007\u009B2J' })]]),
    metricRows: [
      {
        metricId: runId,
        name: 'acc',
        metricType: 'azureml.v1.scalar',
        columns: new Map([['acc', 'double']]),
        data: new Map([['acc', acc]]),
        time: start,
      },
    ],
  });
  loadRuns(path.join(folder, 'home'), [
    { scope, runId: 'P', status: 'Completed', startTime: start },
    child('low', '-0.5', -0.5),
    child('high', '2.0', 2),
  ]);
});

describe('a metric and a goal that the user named', () => {
  it('travel with an exported file: it gives the same results without naming them again', async () => {
    expect((await run('home', ['export', 'P', '--output', 'p.ndjson', ...named])).code).toBe(0);
    const here = await run('home', ['best', 'P', '--json', ...named]);
    expect(here).toMatchObject({ code: 0, stdout: expect.stringContaining('"high"') });
    expect(await run('nowhere', ['best', 'P', '--json', '--backend', 'file:p.ndjson'])).toEqual(here);
    expect((await run('nowhere', ['list', '--backend', 'file:p.ndjson'])).stdout).toContain('P\t');
  });

  it('are kept where the file is imported', async () => {
    expect(await run('imported', ['import', 'p.ndjson'])).toMatchObject({ code: 0, stdout: 'P\n' });
    const best = JSON.parse((await run('imported', ['best', 'P', '--json'])).stdout);
    expect(best).toMatchObject({ runId: 'high', primaryMetric: { name: 'acc', goal: 'maximize' } });
  });

  it('are shown with the experiment that the sweep was imported into, as are its children', async () => {
    expect((await run('there', ['import', 'p.ndjson', '--experiment', 'garden'])).stderr).toContain(
      'experiment garden.',
    );
    for (const id of ['P', 'low']) {
      const status = JSON.parse((await run('there', ['status', id, '--json'])).stdout);
      expect(status).toMatchObject({ runId: id, experiment: 'garden' });
    }
    expect(JSON.parse((await run('there', ['list', '--json'])).stdout)).toMatchObject([{ experiment: 'garden' }]);
  });

  it('are taken by import, where the file says none or another one', async () => {
    const text = await readFile(path.join(folder, 'p.ndjson'), 'utf8');
    expect(text).toContain('"primaryMetric":{"name":"acc","goal":"maximize"}');
    const other = ['--primary-metric', 'acc', '--goal', 'minimize'];
    expect(await run('other', ['import', 'p.ndjson', ...other])).toMatchObject({ code: 0 });
    expect(JSON.parse((await run('other', ['best', 'P', '--json'])).stdout)).toMatchObject({ runId: 'low' });
    expect((await run('third', ['import', 'p.ndjson', '--goal', 'minimize'])).code).toBe(2);
  });
});

describe('what export prints on a terminal', () => {
  it.each(['csv', 'json', 'ndjson'])('contains nothing that the terminal acts on: %s', async (format) => {
    const args = ['export', 'P', ...named, '--format', format];
    expect((await run('home', args, true)).stdout).not.toMatch(/[^\P{Cc}\n]/u);
    if (format !== 'csv') return;
    // A program gets what the run says.
    expect((await run('home', args)).stdout).toContain('\u001B]0;owned\u0007');
    expect((await run('home', args)).stdout).toContain(',-0.5,');
  });
});
