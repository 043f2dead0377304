// npm run bench:stores -- --trials 5000 --rounds 5 [--study FILE]: a study of so many trials with 10 reported values each, read in processes of
// their own, one after the other in each round: by the real Optuna, by a bare read with the driver of the database, and by us.
// Prints the medians of the time of the processor, of the wall and of the memory, and how many times they are.

import { spawnSync } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { ensureOptunaEnvironment } from '../python/make-optuna-environment.mjs';

const { values } = parseArgs({
  options: {
    trials: { type: 'string', default: '5000' },
    rounds: { type: 'string', default: '5' },
    study: { type: 'string' },
  },
});
const environment = await ensureOptunaEnvironment(5);
if ('notRun' in environment) throw new Error(environment.notRun);
const { python } = environment;
const here = import.meta.dirname;
const folder = mkdtempSync(path.join(tmpdir(), 'hyperdrive-bench-stores-'));
const study = values.study ?? path.join(folder, 'big.db');

/** @typedef {{ cpuMs: number, wallMs: number, megabytes: number }} Reading */

/** @type {readonly (readonly [string, string, readonly string[]])[]} */
const readers = [
  ['Optuna, best and all', python, [path.join(here, 'read_with_optuna.py'), study, '--all']],
  ['bare read of all', process.execPath, [path.join(here, 'read-bare.mjs'), study]],
  ['stores alone, best and all', process.execPath, [path.join(here, 'read-with-stores.mjs'), study, '--all']],
  ['stores alone, best', process.execPath, [path.join(here, 'read-with-stores.mjs'), study]],
  ['ours, best and all', process.execPath, [path.join(here, 'read-with-ours.mjs'), study, '--all']],
  ['Optuna, best', python, [path.join(here, 'read_with_optuna.py'), study]],
  ['ours, best', process.execPath, [path.join(here, 'read-with-ours.mjs'), study]],
];

// Where this is set, Python compiles all of Optuna anew in each process: the comparison would flatter us.
const { PYTHONDONTWRITEBYTECODE: _, ...environmentOfReaders } = process.env;

try {
  if (!existsSync(study)) run(python, [path.join(here, 'write_big_study.py'), study, values.trials]);
  /** @type {Map<string, Reading[]>} */
  const readings = new Map();
  const bests = new Set();
  for (let round = 0; round <= Number(values.rounds); round += 1) {
    for (const [name, command, args] of readers) {
      const { best, ...reading } = run(command, args);
      bests.add(best);
      // The first round only warms up the caches of the files.
      if (round > 0) readings.set(name, [...(readings.get(name) ?? []), reading]);
    }
  }
  if (bests.size !== 1) throw new Error(`the readers disagree about the best trial: ${[...bests].join(', ')}`);
  const rows = [...readings].map(([name, all]) => ({ name, ...mediansOf(all) }));
  console.table(rows);
  const of = (/** @type {string} */ name) => rows.find((row) => row.name === name);
  for (const reader of ['stores alone', 'ours']) {
    const [all, best] = [of(`${reader}, best and all`), of(`${reader}, best`)];
    console.log(`${reader}, by the processor and the wall:`);
    console.log(`  best and all: ${timesAsFast(of('Optuna, best and all'), all)} times as fast as Optuna,`);
    console.log(`                ${timesAsFast(all, of('bare read of all'))} times the bare read`);
    console.log(`  best:         ${timesAsFast(of('Optuna, best'), best)} times as fast as Optuna`);
    console.log(`  memory:       ${((all?.MB ?? 0) / (of('Optuna, best and all')?.MB ?? 0)).toFixed(2)} of Optuna's`);
  }
} finally {
  rmSync(folder, { recursive: true, force: true });
}

/**
 * @param {string} command
 * @param {readonly string[]} args
 * @returns {Reading & { best: unknown }}
 */
function run(command, args) {
  const wall = performance.now();
  const { status, stdout, stderr } = spawnSync(
    '/usr/bin/env',
    ['bash', '-c', 'TIMEFORMAT="%U %S"; time "$0" "$@"', command, ...args],
    {
      encoding: 'utf8',
      maxBuffer: 2 ** 28,
      env: environmentOfReaders,
    },
  );
  if (status !== 0) throw new Error(stderr);
  const [user = 0, system = 0] = (stderr.trim().split('\n').at(-1) ?? '').split(' ').map(Number);
  /** @type {{ best?: unknown, megabytes?: number }} */
  const said = stdout.trim() === '' ? {} : JSON.parse(stdout);
  return {
    best: said.best,
    cpuMs: (user + system) * 1000,
    wallMs: performance.now() - wall,
    megabytes: said.megabytes ?? 0,
  };
}

/**
 * @param {ReturnType<typeof mediansOf> | undefined} slow
 * @param {ReturnType<typeof mediansOf> | undefined} fast
 */
function timesAsFast(slow, fast) {
  const times = (/** @type {'processor ms' | 'wall ms'} */ what) =>
    ((slow?.[what] ?? Number.NaN) / (fast?.[what] ?? Number.NaN)).toFixed(2);
  return `${times('processor ms')} and ${times('wall ms')}`;
}

/** @param {readonly Reading[]} all */
function mediansOf(all) {
  return {
    'processor ms': median(all.map(({ cpuMs }) => cpuMs)),
    'wall ms': median(all.map(({ wallMs }) => wallMs)),
    MB: median(all.map(({ megabytes }) => megabytes)),
  };
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return Math.round(numbers.toSorted((one, other) => one - other)[numbers.length >> 1] ?? Number.NaN);
}
