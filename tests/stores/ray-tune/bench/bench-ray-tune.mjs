// The second half of npm run bench:stores: how long a new process takes to find the best trial and all reports in the folder of a Ray Tune
// experiment, beside Ray's own ExperimentAnalysis on the same folder, in turns. Prints medians. The first time it makes the
// environment with Ray Tune (a minute, 600 MB).
//
//   node tests/stores/ray-tune/bench/bench-ray-tune.mjs [--trials 500] [--results 100] [--rounds 5] [--folder PATH]

import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { bundleFromSource } from '../../bundle-from-source.mjs';
import { ensureRayTuneEnvironment } from '../python/make-environment.mjs';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '500' },
    results: { type: 'string', default: '100' },
    rounds: { type: 'string', default: '5' },
    folder: { type: 'string' },
  },
});
const { trials, results } = values;
const here = import.meta.dirname;
const environment = await ensureRayTuneEnvironment();
if ('notRun' in environment) {
  console.log(`not run: ${environment.notRun}`);
  process.exit();
}
const scratch = await mkdtemp(path.join(tmpdir(), 'hyperdrive-bench-'));
try {
  const folder = values.folder ?? path.join(scratch, 'experiment');
  if (!existsSync(folder)) {
    run(environment.python, [path.join(here, '../python/make_large_folder.py'), folder, trials, results]);
  }
  const program = await bundleFromSource(path.join(here, 'read-folder.ts'), scratch);
  const theirs = way("Ray's ExperimentAnalysis", environment.python, [path.join(here, 'analyse.py'), folder]);
  const ours = way('openStore, best run and all metrics', process.execPath, [program, folder]);
  for (let round = 0; round < Number(values.rounds); round += 1) {
    for (const one of [theirs, ours]) {
      const start = performance.now();
      one.said = run(one.command, one.args);
      one.times.push(performance.now() - start);
    }
  }
  if (theirs.said !== ours.said) throw new Error(`Ray says ${theirs.said}, and we say ${ours.said}.`);
  console.log(`${trials} trials of ${results} results, a new process each time: ${ours.said}`);
  for (const { what, times } of [theirs, ours]) {
    console.log(
      `${what.padEnd(40)}${Math.round(median(times))} ms, x ${(median(theirs.times) / median(times)).toFixed(1)}`,
    );
  }
} finally {
  await rm(scratch, { recursive: true, force: true });
}

/**
 * @param {string} what
 * @param {string} command
 * @param {readonly string[]} args
 */
function way(what, command, args) {
  return { what, command, args, times: /** @type {number[]} */ ([]), said: '' };
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 */
function run(command, args) {
  // Where this is set, Python compiles all of Ray anew in each process: the comparison would flatter us.
  const { PYTHONDONTWRITEBYTECODE: _, ...env } = process.env;
  const { status, stdout, stderr } = spawnSync(command, args, { encoding: 'utf8', maxBuffer: 2 ** 26, env });
  if (status !== 0) throw new Error(`${command} failed: ${stderr.slice(-2000)}`);
  return stdout.trim().split('\n').at(-1) ?? '';
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}
