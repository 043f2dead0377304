import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { firstExample } from '../release/quick-starts/read-example.mjs';
import { bundleFromSource } from './bundle-from-source.mjs';
import { exportedSweep } from './optuna/exported-sweep.js';
import { object, writeExperiment } from './ray-tune/write-experiment.js';

const root = path.resolve(import.meta.dirname, '../..');
/** Below this folder our packages are found. */
let folder = '';

beforeAll(async () => {
  const cache = path.join(import.meta.dirname, 'node_modules/.cache');
  await mkdir(cache, { recursive: true });
  folder = await mkdtemp(path.join(cache, 'examples-'));
  // What a reader has already.
  const { record, ...sweep } = exportedSweep();
  await writeOptunaStudy(path.join(folder, 'study.db'), { ...sweep, record: { ...record, runId: 'my-study' } });
  const results = [2, 1].map((loss, step) => object({ loss, training_iteration: step + 1 }));
  const trials = [{ id: 'a_00000', results }, { id: 'a_00001' }];
  await writeExperiment(path.join(folder, 'ray_results/train_2026-01-12'), { metric: 'loss', trials });
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

describe('the first lines of TypeScript', () => {
  it.each([
    ['packages/stores/README.md', /^my-study my-study_2$/m],
    ['docs/coming-from-optuna.md', /my-study_2/],
    ['docs/coming-from-ray-tune.md', /'a_00000'/],
  ])('of %s run as they are printed', async (page, expected) => {
    const source = firstExample(await readFile(path.join(root, page), 'utf8'));
    const script = path.join(folder, `${page.replaceAll(/\W+/g, '-')}.ts`);
    await writeFile(script, source ?? '');
    const program = await bundleFromSource(script, folder);
    const { stdout } = await promisify(execFile)(process.execPath, [program], { cwd: folder });
    expect(stdout).toMatch(expected);
  });
});
