import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { bundleFromSource } from './bundle-from-source.mjs';
import { object, writeExperiment } from './ray-tune/write-experiment.js';

const example = path.resolve(import.meta.dirname, '../../examples/rows');
let folder = '';
let program = '';

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'rows-example-'));
  program = await bundleFromSource(path.join(example, 'rows.mjs'), folder);
});
afterAll(async () => rm(folder, { recursive: true, force: true }));

async function run(source: string): Promise<{ readonly stdout: string; readonly plot: string }> {
  const file = path.join(folder, 'plot.svg');
  const { stdout } = await promisify(execFile)(process.execPath, [program, source, file]);
  return { stdout, plot: await readFile(file, 'utf8') };
}

describe('the example of rows', () => {
  it('prints a table of an exported sweep, and draws a line for each trial', async () => {
    const { stdout, plot } = await run(path.join(example, 'sweep.ndjson'));
    expect(stdout).toContain("'HD_rows_4'");
    expect(stdout).toContain('8 of 8 trials have loss.');
    expect(plot.match(/<polyline/g)).toHaveLength(8);
    expect(plot).toContain('<title>HD_rows_0</title>');
    expect(plot).not.toMatch(/NaN|undefined/);
  });

  it('does the same with the folder of a Ray Tune experiment', async () => {
    const at = path.join(folder, 'tuned');
    const results = [2, 1].map((loss, step) => object({ loss, training_iteration: step + 1 }));
    await writeExperiment(at, { metric: 'loss', trials: [{ id: 'a_00000', results }, { id: 'a_00001' }] });
    const { stdout, plot } = await run(`ray-tune:${at}?goal=minimize`);
    expect(stdout).toContain('1 of 2 trials have loss.');
    expect(stdout).toContain('The plot of 2 values');
    expect(plot.match(/<polyline/g)).toHaveLength(1);
  });
});
