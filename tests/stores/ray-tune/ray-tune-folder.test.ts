import { createHash } from 'node:crypto';
import {
  appendFile,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rm,
  stat,
  symlink,
  truncate,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { HyperDriveRehydrateError } from '@hyperdrive-run/core';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { Experiment, HyperDriveRun, Workspace } from '@hyperdrive-run/sdk';
import { toRows } from '@hyperdrive-run/sdk/rows';
import { openStore, StoreError } from '@hyperdrive-run/stores';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { folderOfTrial, object, type WrittenTrial, writeExperiment } from './write-experiment.js';

let base = '';
let folder = '';
beforeEach(async () => {
  base = await mkdtemp(path.join(tmpdir(), 'ray-tune-folder-'));
  folder = path.join(base, 'tuned');
});
afterEach(async () => rm(base, { recursive: true, force: true }));

const pickle = object({ _type: 'CLOUDPICKLE_FALLBACK', value: '8005' });
const start = 1_768_204_800;

/** Reports of a loss, one a second. */
function losses(...values: readonly number[]): WrittenTrial['results'] {
  return values.map((loss, at) =>
    object({ loss, eval: object({ acc: -loss }), training_iteration: at + 1, timestamp: start + at, pid: 7 }),
  );
}

const trials: readonly WrittenTrial[] = [
  { id: 'a_00001', evaluated: object({ 'opt/lr': 0.5 }), results: losses(3, 1), startTime: start },
  { id: 'a_00000', evaluated: object({ 'opt/lr': 0.25 }), results: losses(Number.NaN, 2), startTime: start },
  { id: 'a_00002', status: 'ERROR', results: losses(4), error: 'Failure # 1 (occurred at x)\nIt broke.\n' },
];

function open(more = '?goal=minimize'): Promise<SweepBackend> {
  return openStore(`ray-tune:${folder}${more}`);
}

async function load(backend: SweepBackend): Promise<HyperDriveRun> {
  return HyperDriveRun.load(new Experiment(backend, 'tuned'), 'tuned');
}

/** Everything that the disk says of a folder: names, contents, times of change. */
async function fingerprint(at: string): Promise<string> {
  const hash = createHash('sha256');
  for (const name of (await readdir(at, { recursive: true })).toSorted()) {
    const { mtimeMs, size, isDirectory } = await stat(path.join(at, name)).then((found) => ({
      mtimeMs: found.mtimeMs,
      size: found.size,
      isDirectory: found.isDirectory(),
    }));
    hash.update(`${name} ${mtimeMs} ${size}`);
    if (!isDirectory) hash.update(await readFile(path.join(at, name)));
  }
  return hash.digest('hex');
}

describe('the folder of a Ray Tune experiment', () => {
  it('is a sweep whose best run, rows and failures are read, and not one byte of it changes', async () => {
    await writeExperiment(folder, { trials, metric: 'loss' });
    const before = await fingerprint(base);
    const run = await load(await open());
    expect((await run.findBestRun())?.run.id).toBe('a_00001');
    expect(await toRows(run)).toMatchObject([
      {
        runId: 'a_00001',
        status: 'Completed',
        bestPrimaryMetric: 1,
        'opt/lr': 0.5,
        steps: 2,
        bestStep: 2,
        durationSeconds: 1,
      },
      { runId: 'a_00000', bestPrimaryMetric: 2, 'eval/acc (last)': -2 },
      { runId: 'a_00002', status: 'Failed', failureReason: 'It broke.', 'opt/lr': null },
    ]);
    expect(await run.getStatus()).toBe('Completed');
    expect(await fingerprint(base)).toBe(before);
  });

  it('needs a goal to be judged by, which its files do not say, and no goal to be listed', async () => {
    await writeExperiment(folder, { trials, metric: 'loss' });
    const backend = await open('');
    const found: string[] = [];
    for await (const sweep of new Workspace(backend).listSweeps()) found.push(sweep.id);
    expect(found).toEqual(['tuned']);
    const loading = load(backend);
    await expect(loading).rejects.toThrow(HyperDriveRehydrateError);
    await expect(loading).rejects.toMatchObject({ loggedMetricNames: ['eval/acc', 'loss'] });
    const primaryMetric = { name: 'eval/acc', goal: 'maximize' } as const;
    const run = await HyperDriveRun.load(new Experiment(backend, 'tuned'), 'tuned', { primaryMetric });
    expect((await run.findBestRun())?.value).toBe(-1);
  });

  it('takes the metric of the address before that of the experiment', async () => {
    await writeExperiment(folder, { trials, metric: 'loss' });
    const run = await load(await open('?metric=eval/acc&goal=maximize'));
    expect(run.hyperdriveConfig.primaryMetric).toEqual({ name: 'eval/acc', goal: 'maximize' });
  });

  it('is read from the state file with the greatest name, whichever was written last', async () => {
    await writeExperiment(folder, { trials, session: '2026-01-12_09-00-00' });
    await writeExperiment(folder, { trials: trials.slice(0, 1), session: '2026-01-12_08-00-00' });
    expect((await toRows(await load(await open('?metric=loss&goal=minimize')))).length).toBe(3);
  });

  it('shows what changes while it is written, and is Running until all trials have ended', async () => {
    const running = { ...trials[0], id: 'a_00001', status: 'RUNNING' };
    await writeExperiment(folder, { trials: [running, { id: 'a_00002', status: 'PENDING' }], metric: 'loss' });
    const run = await load(await open());
    expect(await run.getStatus()).toBe('Running');
    expect((await toRows(run)).map(({ status, steps }) => [status, steps])).toEqual([
      ['Running', 2],
      ['Queued', 0],
    ]);
    await appendFile(
      path.join(folder, folderOfTrial('a_00001'), 'result.json'),
      '{"loss": 0.5, "training_iteration": 3}\n',
    );
    expect((await run.findBestRun())?.value).toBe(0.5);
    await writeExperiment(folder, { trials, metric: 'loss', session: '2026-01-13_08-00-00' });
    expect(await run.getStatus({ refresh: true })).toBe('Completed');
  });

  it('falls back to progress.csv, then to the last report of the state, and keeps the lines before a cut one', async () => {
    await writeExperiment(folder, {
      trials: [...trials, { id: 'a_00003', lastResult: object({ loss: 9, thing: pickle }) }],
    });
    const at = (id: string, name: string): string => path.join(folder, folderOfTrial(id), name);
    await rm(at('a_00000', 'result.json'));
    await writeFile(at('a_00000', 'progress.csv'), 'loss,training_iteration\n7.5,1\n6.5,2\n');
    await truncate(at('a_00001', 'result.json'), (await stat(at('a_00001', 'result.json'))).size - 9);
    await rm(path.join(folder, folderOfTrial('a_00002')), { recursive: true });
    const rows = await toRows(await load(await open('?metric=loss&goal=minimize')), { per: 'point' });
    const values = rows.filter(({ metric }) => metric === 'loss').map(({ runId, step, value }) => [runId, step, value]);
    expect(values).toEqual([
      ['a_00001', 1, 3],
      ['a_00002', 1, 4],
      ['a_00000', 1, 7.5],
      ['a_00000', 2, 6.5],
      ['a_00003', null, 9],
    ]);
  });

  it('never reads a pickle: params.json has the value, or a text says that there is none', async () => {
    const evaluated = object({ 'opt/width': pickle, other: pickle });
    const config = object({ opt: object({ width: pickle }), other: pickle });
    const files = new Map([['params.json', '{"opt": {"width": 64}}']]);
    await writeExperiment(folder, { trials: [{ id: 'a_00000', evaluated, config, files }], metric: 'loss' });
    const values = await (await load(await open())).getHyperparameters();
    expect(values.get('a_00000')).toEqual(
      new Map<string, unknown>([
        ['opt/width', 64],
        ['other', '(a pickled value, not read)'],
      ]),
    );
  });

  it('has checkpoints as files, error.txt as a log, and follows no link', async () => {
    const files = new Map([['checkpoint_000000/model.pt', 'w']]);
    await writeExperiment(folder, { trials: [{ id: 'a_00000', status: 'ERROR', error: 'It broke.', files }] });
    await writeFile(path.join(base, 'secret'), 's');
    await symlink(path.join(base, 'secret'), path.join(folder, folderOfTrial('a_00000'), 'link'));
    const backend = await open();
    const names: string[] = [];
    for await (const name of backend.listFiles('a_00000')) names.push(name);
    expect(names).toEqual(['checkpoint_000000/model.pt', 'error.txt']);
    expect((await backend.getRunDetails('a_00000')).logFiles).toEqual(['error.txt']);
    for (const name of ['link', '../../secret']) {
      await expect(backend.openFile('a_00000', name)).rejects.toMatchObject({ code: 'run-not-found' });
    }
  });
});

describe('what is no folder of a Ray Tune experiment', () => {
  it('is refused with what is wrong', async () => {
    await mkdir(path.join(base, 'empty'));
    await writeFile(path.join(base, 'file'), '{}');
    await writeExperiment(path.join(base, 'above', 'inner'), { trials });
    for (const [name, failure, words] of [
      ['nowhere', 'missing', 'does not exist'],
      ['empty', 'not-a-store', 'contains no file experiment_state-*.json'],
      ['file', 'not-a-store', 'is a file'],
      ['above', 'not-a-store', 'contains no file'],
    ] as const) {
      const opening = openStore(`ray-tune:${path.join(base, name)}`);
      await expect(opening).rejects.toThrow(StoreError);
      await expect(opening).rejects.toMatchObject({ failure, message: expect.stringContaining(words) });
    }
    const above = openStore(`ray-tune:${path.join(base, 'above')}`);
    await expect(above).rejects.toMatchObject({ hint: 'Name one of the experiments in it: "inner".' });
  });

  it('is refused where its state file is cut, and damaged otherwise', async () => {
    await writeExperiment(folder, { trials });
    const [state = ''] = (await readdir(folder)).filter((name) => name.startsWith('experiment_state'));
    const file = path.join(folder, state);
    await truncate(file, (await stat(file)).size - 50);
    const before = await fingerprint(base);
    const backend = await open();
    await expect(backend.getRun('tuned')).rejects.toMatchObject({ failure: 'half-written', path: file });
    expect(await fingerprint(base)).toBe(before);
    await writeFile(file, '{"trial_data": 7}');
    await expect(backend.getRun('tuned')).rejects.toMatchObject({ failure: 'damaged' });
  });

  it('is refused where the address has an option that there is not', async () => {
    await expect(open('?study=a')).rejects.toMatchObject({ code: 'invalid-argument', option: 'address' });
    await expect(openStore(`ray-tune:${folder}?goal=most`)).rejects.toThrow('goal=maximize or goal=minimize');
  });
});
