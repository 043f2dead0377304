import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { beforeEach, describe, expect, it } from 'vitest';
import { object, writeExperiment } from '../../../../tests/stores/ray-tune/write-experiment.js';
import { memoryIo } from '../__fixtures__/memory-io.js';
import { temporaryFolder } from '../__fixtures__/temporary-folder.js';
import { writeSweep } from '../__fixtures__/write-sweep.js';
import { runCli } from '../run-cli.js';

let home = '';
let file = '';

beforeEach(async () => {
  home = await temporaryFolder();
  file = await writeSweep(home);
});

async function run(...args: readonly string[]) {
  const io = memoryIo({
    env: { ...process.env, HYPERDRIVE_HOME: path.join(home, 'service'), NO_COLOR: '1' },
    cwd: home,
  });
  const code = await runCli(args, io);
  return { code, ...io.printed };
}

/** One trial by Bayesian sampling of x between 0 and 3, whose `gain` is the greater the greater x is. */
const one = [
  '--wait',
  '--json',
  '--set=sampling_algorithm=bayesian',
  '--set=limits.max_total_trials=1',
  '--set=search_space.x={ type: uniform, min_value: 0, max_value: 3 }',
];

interface StudyOptions {
  readonly id?: string;
  readonly metric?: string;
  /** The parameters of each trial, whose value is its x, else 0. */
  readonly trials: readonly Readonly<Record<string, string | number>>[];
}

async function writeStudy(name: string, { id = 'garden', metric = 'gain', trials }: StudyOptions): Promise<void> {
  const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'e' };
  const children = trials.map(({ x = 0 }) => ({ metrics: [scalarMetric(metric, [Number(x)])] }));
  const sweep = makeSweep({ scope, runId: id, goal: 'maximize', primaryMetricName: metric, children });
  await writeOptunaStudy(path.join(home, name), {
    record: sweep.parent.record,
    primaryMetric: { name: metric, goal: 'maximize' },
    children: sweep.children.map(({ record, metrics: [logged] }, at) => {
      return { record, hyperparameters: new Map(Object.entries(trials[at] ?? {})), metric: logged };
    }),
  });
}

const word = 'a\u001b[2Jb';
const fitting = Array.from({ length: 12 }, (_, at) => ({ x: at / 4, word }));

describe('submit --resume-from optuna:PATH', () => {
  it('imports the study once, and begins with what its trials reached', async () => {
    await writeStudy('a.db', { trials: fitting });
    const before = await readFile(path.join(home, 'a.db'));
    const first = await run('submit', file, ...one, '--resume-from', 'optuna:a.db');
    expect([first.code, first.stderr]).toEqual([
      0,
      expect.stringContaining('Imported "garden" with 12 trials from optuna:a.db.'),
    ]);
    const { runId } = JSON.parse(first.stdout);
    const [child] = JSON.parse((await run('children', runId, '--json')).stdout);
    // Where nothing is known, a first point is one of a Sobol sequence.
    expect(child.hyperparameters.x).toBeGreaterThan(2.7);
    const again = await run('submit', file, ...one, '--resume-from', 'optuna:a.db?study=garden');
    expect([again.code, again.stderr.includes('Imported')]).toEqual([0, false]);
    expect(JSON.parse((await run('list', '--json')).stdout)).toHaveLength(3);
    expect(await readFile(path.join(home, 'a.db'))).toEqual(before);
  }, 60_000);

  it('calls the value of a study as the address does', async () => {
    await writeStudy('a.db', { trials: fitting, metric: 'accuracy' });
    const { code, stdout } = await run('submit', file, ...one, '--resume-from', 'optuna:a.db?value=gain');
    expect(code).toBe(0);
    const best = JSON.parse((await run('best', 'garden', '--json')).stdout);
    expect(best).toMatchObject({ runId: 'garden_11', bestPrimaryMetric: 2.75 });
    const [child] = JSON.parse((await run('children', JSON.parse(stdout).runId, '--json')).stdout);
    expect(child.hyperparameters.x).toBeGreaterThan(2.7);
  }, 60_000);

  it('says how many trials are observations, and which hyperparameters the others lack', async () => {
    await writeStudy('a.db', { trials: [...fitting, { word }, { x: 7, word }, { x: 8, word: 'other' }] });
    const { code, stderr } = await run('submit', file, ...one, '--resume-from', 'optuna:a.db');
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining(
        'Warning: 12 of 15 trials of "garden" are observations; 1 has no x, 2 have a value of x outside of uniform(0, 3), 1 has a value of word outside of choice(',
      ),
    ]);
  }, 60_000);

  it('is the same in two steps, with an exported study that was imported', { tags: ['full'] }, async () => {
    await writeStudy('a.db', { trials: [...fitting, { word }] });
    await run('export', 'garden', '--backend', 'optuna:a.db', '--output', 'garden.ndjson');
    expect((await run('import', 'garden.ndjson')).code).toBe(0);
    const byId = await run('submit', file, ...one, '--resume-from', 'garden');
    const byFile = await run('submit', file, ...one, '--resume-from', 'file:garden.ndjson');
    for (const { code, stderr } of [byId, byFile]) {
      expect([code, stderr]).toEqual([
        0,
        expect.stringContaining('12 of 13 trials of "garden" are observations; 1 has no x.'),
      ]);
      expect(stderr).not.toContain('Imported');
    }
  });

  it('refuses a sweep of another metric, and an id that another sweep has, and imports nothing', async () => {
    await writeStudy('a.db', { trials: fitting, metric: 'loss' });
    const other = await run('submit', file, ...one, '--resume-from', 'optuna:a.db');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('"gain", the metric of this sweep')]);
    expect(JSON.parse((await run('list', '--json')).stdout)).toEqual([]);
    const named = await run(
      'submit',
      file,
      ...one,
      '--resume-from',
      'optuna:a.db?value=gain',
      '--set=objective.goal=minimize',
    );
    expect([named.code, named.stderr]).toEqual([
      1,
      expect.stringMatching(/maximize; takes minimize|minimize, the goal/),
    ]);
    await writeStudy('b.db', { trials: fitting });
    await writeStudy('c.db', { trials: fitting.slice(1) });
    expect((await run('submit', file, ...one, '--resume-from', 'optuna:b.db')).code).toBe(0);
    const changed = await run('submit', file, ...one, '--resume-from', 'optuna:c.db');
    expect([changed.code, changed.stderr]).toEqual([
      1,
      expect.stringContaining('has another "garden", with 12 trials; that of optuna:c.db has 11.'),
    ]);
    expect(JSON.parse((await run('list', '--json')).stdout)).toHaveLength(2);
  }, 60_000);

  it('is for the local service, and names the option where an address is wrong', async () => {
    await writeStudy('a.db', { trials: fitting });
    const backend = ['--backend', 'azureml://x/subscriptions/s/resourceGroups/g/workspaces/w'];
    const cloud = await run('submit', file, '--resume-from', 'optuna:a.db', ...backend);
    expect([cloud.code, cloud.stderr]).toEqual([2, expect.stringContaining('only the local service builds on sweeps')]);
    const wrong = await run('submit', file, '--resume-from', 'optuna:a.db?stdy=garden');
    expect([wrong.code, wrong.stderr]).toEqual([2, expect.stringContaining('--resume-from is "stdy=garden"')]);
    const missing = await run('validate', file, '--resume-from', 'optuna:b.db');
    expect([missing.code, missing.stderr]).toEqual([1, expect.stringContaining('There is no file')]);
    expect((await run('validate', file, '--resume-from', 'optuna:a.db')).code).toBe(0);
    expect((await run('list')).stdout).not.toContain('garden');
    const nameless = await run('submit', file, '--resume-from', 'file:');
    expect([nameless.code, nameless.stderr]).toEqual([2, expect.stringContaining('--resume-from is "file:"')]);
    const into = await run('submit', file, '--backend', 'optuna:a.db');
    expect([into.code, into.stderr]).toEqual([2, expect.stringContaining('with --resume-from and its address')]);
  });
});

describe('submit --resume-from ray-tune:FOLDER', () => {
  it('takes the goal of the new sweep where the address says none', async () => {
    const results = (x: number) => [object({ gain: x, training_iteration: 1, timestamp: 1_768_204_800 })];
    await writeExperiment(path.join(home, 'tuned'), {
      metric: 'gain',
      trials: fitting.map(({ x }, at) => {
        return { id: `a_${at}`, evaluated: object({ x, word }), results: results(x), startTime: 1_768_204_800 + at };
      }),
    });
    const { code, stdout, stderr } = await run('submit', file, ...one, '--resume-from', 'ray-tune:tuned');
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('Imported "tuned" with 12 trials from ray-tune:tuned.'),
    ]);
    const [child] = JSON.parse((await run('children', JSON.parse(stdout).runId, '--json')).stdout);
    expect(child.hyperparameters.x).toBeGreaterThan(2.7);
    const other = await run('submit', file, ...one, '--resume-from', 'ray-tune:tuned?goal=minimize');
    expect([other.code, other.stderr]).toEqual([1, expect.stringContaining('maximize, the goal of this sweep')]);
  }, 60_000);
});
