import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { writeOptunaStudy } from '@hyperdrive-run/stores';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { engines, installEngine } from '../release/engines/engines.mjs';
import { bundleFromSource } from './bundle-from-source.mjs';
import { exportedSweep } from './optuna/exported-sweep.js';
import { object, writeExperiment } from './ray-tune/write-experiment.js';

const root = path.resolve(import.meta.dirname, '../..');
const example = path.join(root, 'examples/rows');
let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rows-example-'));
  program = await bundleFromSource(path.join(example, 'rows.mjs'), folder);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

interface Engine {
  readonly command: string;
  readonly args: readonly string[];
}

/** Node as it runs the tests, and the Deno that npm brings. */
const installers: ReadonlyMap<string, () => Promise<Engine>> = new Map([
  ['Node', async () => ({ command: process.execPath, args: [] })],
  [
    'Deno',
    async () => {
      const deno = engines.find(({ name }) => name === 'Deno');
      if (deno === undefined) throw new Error('There is no Deno among the engines.');
      const command = await installEngine(path.join(root, 'node_modules/.cache/hyperdrive-run/engines'), deno);
      return { command, args: deno.args ?? [] };
    },
  ],
]);

async function run(
  { command, args }: Engine,
  source: string,
): Promise<{ readonly stdout: string; readonly plot: string }> {
  const file = path.join(folder, 'plot.svg');
  await rm(file, { force: true });
  const { stdout } = await promisify(execFile)(command, [...args, program, source, file]);
  return { stdout, plot: await readFile(file, 'utf8') };
}

describe.each([...installers])('the example of rows in %s', (_, install) => {
  let engine: Engine | undefined;
  let notRun = '';
  beforeAll(async () => {
    engine = await install().catch((error: unknown) => {
      notRun = `the engine could not be installed: ${String(error)}`;
      return undefined;
    });
  }, 300_000);

  it('prints a table of an exported sweep, and draws a line for each trial', async (context) => {
    if (engine === undefined) return context.skip(notRun);
    const { stdout, plot } = await run(engine, path.join(example, 'sweep.ndjson'));
    expect(stdout).toMatch(/['"]HD_rows_4['"]/);
    expect(stdout).toContain('8 of 8 trials have loss.');
    expect(plot.match(/<polyline/g)).toHaveLength(8);
    expect(plot).toContain('<title>HD_rows_0</title>');
    expect(plot).not.toMatch(/NaN|undefined/);
  });

  it('does the same with the folder of a Ray Tune experiment', async (context) => {
    if (engine === undefined) return context.skip(notRun);
    const at = path.join(folder, 'tuned');
    const results = [2, 1].map((loss, step) => object({ loss, training_iteration: step + 1 }));
    await writeExperiment(at, { metric: 'loss', trials: [{ id: 'a_00000', results }, { id: 'a_00001' }] });
    const { stdout, plot } = await run(engine, `ray-tune:${at}?goal=minimize`);
    expect(stdout).toContain('1 of 2 trials have loss.');
    expect(stdout).toContain('The plot of 2 values');
    expect(plot.match(/<polyline/g)).toHaveLength(1);
  });

  it('does the same with a study of Optuna, and draws what its trials reported', async (context) => {
    if (engine === undefined) return context.skip(notRun);
    const file = path.join(folder, 'study.db');
    await writeOptunaStudy(file, exportedSweep(), { force: true });
    const { stdout, plot } = await run(engine, `optuna:${file}`);
    expect(stdout).toContain('2 of 5 trials have loss.');
    expect(plot.match(/<polyline/g)?.length).toBeGreaterThan(1);
    expect(plot).not.toMatch(/NaN|undefined/);
  });
});
