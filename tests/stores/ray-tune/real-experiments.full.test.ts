import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { compareExperiment, type KnownDifference, type RayTruth } from './compare-experiment.js';
import { type OpenedExperiment, openExperiment } from './open-experiment.js';
import { plantedBugs } from './planted-bugs.js';
import { ensureRayTuneEnvironment } from './python/make-environment.mjs';

const usualCount = 3;
const count = Number(process.env['STORES_EXPERIMENTS'] ?? usualCount);
const seed = Number(process.env['STORES_SEED'] ?? Math.floor(Math.random() * 100_000));
/** A folder in which the experiments are already: for whoever looks at a difference again. */
const made = process.env['STORES_EXPERIMENTS_FOLDER'];

interface Written {
  readonly name: string;
  readonly ours: OpenedExperiment;
  readonly truth: RayTruth;
}

let notRun: string | undefined;
let folder = '';
const experiments: Written[] = [];

beforeAll(
  async () => {
    if (made === undefined) {
      const environment = await ensureRayTuneEnvironment();
      if ('notRun' in environment) {
        notRun = environment.notRun;
        return;
      }
      folder = await mkdtemp(path.join(tmpdir(), 'ray-tune-'));
      const script = path.join(import.meta.dirname, 'python', 'make_experiments.py');
      const words = [script, folder, String(count), '--seed', String(seed)];
      await promisify(execFile)(environment.python, words, {
        maxBuffer: 2 ** 26,
        env: { ...process.env, HOME: folder },
      });
    }
    for (let number = 0; number < count; number += 1) {
      const at = path.join(made ?? folder, `experiment-${number}`);
      const truth: RayTruth = JSON.parse(await readFile(`${at}.truth.json`, 'utf8'));
      experiments.push({ name: `experiment-${number}`, ours: await openExperiment(at), truth });
    }
  },
  600_000 + count * 60_000,
);

afterAll(async () => {
  if (folder !== '') await rm(folder, { recursive: true, force: true });
});

describe(`Ray Tune experiments (seed ${seed})`, () => {
  it('are read as Ray has them, and have its best trial by each scope, but for what is written down', (context) => {
    if (notRun !== undefined) return context.skip(notRun);
    const known = new Map<KnownDifference, number>();
    let asked = 0;
    for (const { name, ours, truth } of experiments) {
      const comparison = compareExperiment(ours, truth);
      expect({ name, misread: comparison.misread, unexplained: comparison.unexplained }).toEqual({
        name,
        misread: [],
        unexplained: [],
      });
      asked += comparison.asked;
      for (const [reason, times] of comparison.known) known.set(reason, (known.get(reason) ?? 0) + times);
    }
    expect(asked).toBeGreaterThan(100 * experiments.length);
    console.log(
      `${experiments.length} experiments, ${asked} questions; on purpose another trial:`,
      Object.fromEntries(known),
    );
  });

  it.for(plantedBugs)('are not read so where the adapter $name', ({ spoil }, context) => {
    if (notRun !== undefined) return context.skip(notRun);
    const found = experiments.filter(({ ours, truth }) => {
      const { misread, unexplained } = compareExperiment(spoil(ours), truth);
      return misread.length + unexplained.length > 0;
    });
    expect(found.length).toBeGreaterThan(0);
  });
});
