import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, type TestContext } from 'vitest';
import { commandLineTool, hyperdrive } from './optuna/command.js';
import { runOptuna } from './optuna/write-studies.js';
import { object, writeExperiment } from './ray-tune/write-experiment.js';

/** Storages that the real Optuna wrote, copied for each test. */
let written = '';
let isWritten = false;
let home = '';

beforeAll(async () => {
  written = await mkdtemp(path.join(tmpdir(), 'hyperdrive-written-'));
});
afterAll(async () => rm(written, { recursive: true, force: true }));

/** A trial whose `gain` is its x. It logs over HTTP, as any language can. */
const script = `
const e = process.env;
const run = 'subscriptions/' + e.AZUREML_ARM_SUBSCRIPTION + '/resourceGroups/' + e.AZUREML_ARM_RESOURCEGROUP +
  '/providers/Microsoft.MachineLearningServices/workspaces/' + e.AZUREML_ARM_WORKSPACE_NAME + '/runs/' + e.AZUREML_RUN_ID;
const body = JSON.stringify({ values: [{ name: 'gain', value: [{ data: { gain: Number(process.argv[2]) } }] }] });
const headers = { authorization: 'Bearer ' + e.AZUREML_RUN_TOKEN };
const answer = await fetch(e.AZUREML_SERVICE_ENDPOINT + '/metric/v2.0/' + run + '/batch', { method: 'POST', headers, body });
if (!answer.ok) throw new Error(await answer.text());
`;
const sweepFile = `
type: sweep
experiment_name: garden
trial:
  command: node train.mjs \${{search_space.x}} \${{search_space.kind}}
  code: code
sampling_algorithm: bayesian
search_space:
  x: { type: uniform, min_value: 0, max_value: 3 }
  kind: { type: choice, values: [a, b] }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: 1, max_concurrent_trials: 1 }
`;

beforeEach(async () => {
  home = await mkdtemp(path.join(tmpdir(), 'hyperdrive-resume-'));
  await mkdir(path.join(home, 'code'));
  await writeFile(path.join(home, 'code', 'train.mjs'), script);
  await writeFile(path.join(home, 'sweep.yml'), sweepFile);
});
afterEach(async () => {
  await hyperdrive(home, 'service', 'stop');
  await rm(home, { recursive: true, force: true });
});

/** Copies a storage of the real Optuna to the working directory of the command. */
async function take(context: TestContext, ...names: readonly string[]): Promise<void> {
  if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
  if (!isWritten) await runOptuna(context, 5, 'write_resumable.py', written);
  isWritten = true;
  for (const name of names) await cp(path.join(written, name), path.join(home, name));
}

const submit = (from: string, ...more: readonly string[]) =>
  hyperdrive(home, 'submit', 'sweep.yml', '--wait', '--json', '--resume-from', from, ...more);

interface Child {
  readonly hyperparameters: Readonly<Record<string, unknown>>;
}

async function firstChild(stdout: string): Promise<Child | undefined> {
  const { runId }: { readonly runId: string } = JSON.parse(stdout);
  const children: readonly Child[] = JSON.parse((await hyperdrive(home, 'children', runId, '--json')).stdout);
  return children[0];
}

describe('submit --resume-from a study of the real Optuna', { timeout: 300_000 }, () => {
  it.for(['garden.db', 'garden.log'])('begins with what the trials in %s reached', async (name, context) => {
    await take(context, name);
    const before = await readFile(path.join(home, name));
    const { code, stdout, stderr } = await submit(`optuna:${name}`);
    expect([code, stderr]).toEqual([0, expect.stringContaining(`with 14 trials from optuna:${name}.`)]);
    // Where nothing is known, a first point is one of a Sobol sequence; the gain of these grows with x.
    expect((await firstChild(stdout))?.hyperparameters['x']).toBeGreaterThan(2.4);
    // The study is in the service now, with its states and its winner.
    const counts = JSON.parse((await hyperdrive(home, 'status', 'garden', '--json')).stdout);
    expect(JSON.stringify(counts)).toMatch(/"Completed":12/);
    expect(await readFile(path.join(home, name))).toEqual(before);
  });

  it('says of which trials nothing is learned where the search spaces do not agree', {
    tags: ['full'],
  }, async (context) => {
    await take(context, 'other.db');
    const { code, stderr } = await submit('optuna:other.db');
    expect([code, stderr]).toEqual([
      0,
      expect.stringContaining('0 of 4 trials of "other" are observations; 4 have no x, 4 have no kind'),
    ]);
  });

  it('lists the studies of a storage that has several, and takes the one that is named', {
    tags: ['full'],
  }, async (context) => {
    await take(context, 'two.db');
    const several = await submit('optuna:two.db');
    expect([several.code, several.stderr]).toEqual([
      2,
      expect.stringContaining('which has 2 studies: "autumn", "spring".'),
    ]);
    expect(several.stderr).toContain("'optuna:two.db?study=autumn'");
    const named = await submit('optuna:two.db?study=spring');
    expect([named.code, named.stderr]).toEqual([0, expect.stringContaining('Imported "spring" with 1 trials')]);
    const unknown = await submit('optuna:two.db?study=summer');
    expect([unknown.code, unknown.stderr]).toEqual([1, expect.stringContaining('It has "spring", "autumn".')]);
  });

  it('refuses a storage without a study, and submits nothing', async (context) => {
    await take(context, 'none.db');
    const { code, stderr } = await submit('optuna:none.db');
    expect([code, stderr]).toEqual([2, expect.stringContaining('which has no study.')]);
    expect(JSON.parse((await hyperdrive(home, 'list', '--json')).stdout)).toEqual([]);
  });

  it('takes the folder of a Ray Tune experiment alike', { tags: ['full'] }, async (context) => {
    if (!existsSync(commandLineTool)) return context.skip('the command line tool is not built: npm run build');
    await writeExperiment(path.join(home, 'tuned'), {
      metric: 'gain',
      trials: Array.from({ length: 12 }, (_, at) => ({
        id: `a_${at}`,
        evaluated: object({ x: at / 4, kind: 'a' }),
        results: [object({ gain: at / 4, training_iteration: 1, timestamp: 1_768_204_800 })],
        startTime: 1_768_204_800 + at,
      })),
    });
    const { code, stdout, stderr } = await submit('ray-tune:tuned');
    expect([code, stderr]).toEqual([0, expect.stringContaining('Imported "tuned" with 12 trials')]);
    expect((await firstChild(stdout))?.hyperparameters['x']).toBeGreaterThan(2.4);
  });
});
