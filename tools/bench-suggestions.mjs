// npm run bench:suggestions: what a point of Bayesian sampling costs, beside scikit-optimize, and how long the local service
// keeps others waiting while it chooses points: in its thread, in the service's own thread, and not at all (random sampling,
// which is the floor).
//
//   npm run bench:suggestions -- [--dimensions 12] [--rounds 9] [--trials 100] [--no-skopt] [--no-service]
//
// What it measures is in the sources of packages/sampling and packages/local: it is bundled from there.

import { fork, spawnSync } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensureSkoptEnvironment } from './bench-suggestions/make-environment.mjs';

const { values: options } = parseArgs({
  options: {
    dimensions: { type: 'string', default: '12' },
    rounds: { type: 'string', default: '9' },
    trials: { type: 'string', default: '100' },
    'no-skopt': { type: 'boolean', default: false },
    'no-service': { type: 'boolean', default: false },
  },
});
const packages = path.join(import.meta.dirname, '../packages');
const thread = 'local/src/engine/points/thread/thread-entry.ts';
const servicePath = 'local/src/engine/points/__fixtures__/bench-suggestions-process.ts';
/** scikit-optimize takes minutes for more. */
const skoptCounts = [20, 200];
const counts = [...skoptCounts, 1000];

// Inside of a package, so that the database's driver is found.
const folder = await mkdtemp(path.join(packages, 'local/node_modules/.bench-'));
try {
  await printTimes();
  if (!options['no-service']) await printWaits();
} finally {
  await rm(folder, { recursive: true, force: true });
}

async function printTimes() {
  const script = await bundle('times', ['sampling/src/__fixtures__/bench-suggestions-process.ts']);
  const ours = timesOf(process.execPath, [script], Number(options.rounds), counts);
  const environment = options['no-skopt'] ? { notRun: 'left out' } : await ensureSkoptEnvironment();
  if ('notRun' in environment) console.error(`Without scikit-optimize: ${environment.notRun}\n`);
  const times = path.join(import.meta.dirname, 'bench-suggestions/skopt_times.py');
  const theirs = 'python' in environment ? timesOf(environment.python, [times], 3, skoptCounts) : [];
  console.log(`Processor time to choose a point of ${options.dimensions} hyperparameters, ms, medians:\n`);
  console.log('| observations | scikit-optimize | ours | ratio |\n| --- | ---: | ---: | ---: |');
  for (const [index, count] of counts.entries()) {
    const [peer, own] = [theirs[index], ours[index] ?? Number.NaN];
    const compared = peer === undefined ? '| |' : `${peer.toFixed(0)} |`;
    console.log(`| ${count} | ${compared} ${own.toFixed(0)} | ${peer === undefined ? '' : (own / peer).toFixed(3)} |`);
  }
}

/**
 * @param {string} command
 * @param {string[]} script
 * @param {number} rounds
 * @param {number[]} of
 * @returns {number[]} The median for each count.
 */
function timesOf(command, script, rounds, of) {
  const args = [...script, options.dimensions, String(rounds), ...of.map(String)];
  // One thread each: what several of them burn while they wait is no work.
  const env = { ...process.env, OMP_NUM_THREADS: '1', OPENBLAS_NUM_THREADS: '1' };
  const { stdout, status } = spawnSync(command, args, { env, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] });
  if (status !== 0) throw new Error(`${command} ended with ${status}`);
  /** @type {number[][]} */
  const times = JSON.parse(stdout);
  return times.map((list) => quantile(list, 0.5));
}

async function printWaits() {
  const ways = /** @type {const} */ ([
    ['random sampling (floor)', 'random', true],
    ['Bayesian, in its thread', 'bayesian', true],
    ["Bayesian, in the service's thread", 'bayesian', false],
  ]);
  console.log(
    `\nThe last ${options.trials} of 1000 trials, four at a time: how long a run of the service takes to be read`,
  );
  console.log("meanwhile, and how long the service's loop is held, ms:\n");
  console.log('| points | status, median | p99 | loop held, p99 | longest |\n| --- | ---: | ---: | ---: | ---: |');
  for (const [name, sampling, isThreaded] of ways) {
    const { statusMs, heldMs } = await waitsOf(sampling, isThreaded);
    const columns = [quantile(statusMs, 0.5), quantile(statusMs, 0.99), heldMs.p99, heldMs.max];
    console.log(`| ${name} | ${columns.map((ms) => ms.toFixed(1)).join(' | ')} |`);
  }
}

/**
 * @param {string} sampling
 * @param {boolean} isThreaded
 * @returns {Promise<{ statusMs: number[], heldMs: { p99: number, max: number } }>}
 */
async function waitsOf(sampling, isThreaded) {
  // The service finds the script of its thread beside its own; without it, it chooses points itself.
  const script = await bundle(isThreaded ? 'threaded' : 'alone', isThreaded ? [servicePath, thread] : [servicePath]);
  const args = ['--sampling', sampling, '--dimensions', options.dimensions, '--trials', options.trials];
  const service = fork(script, args);
  const [{ url, token }] = await once(service, 'message');
  const ended = once(service, 'message');
  let isOver = false;
  void ended.then(() => (isOver = true));
  service.send('go');
  await sleep(500);
  /** @type {number[]} */
  const statusMs = [];
  while (!isOver) {
    const started = performance.now();
    const response = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
    await response.text();
    if (!response.ok) throw new Error(`the service responded with ${response.status}`);
    statusMs.push(performance.now() - started);
    await sleep(2);
  }
  const [{ heldMs }] = await ended;
  await once(service, 'exit');
  return { statusMs, heldMs };
}

/**
 * @param {string} name
 * @param {string[]} entries The first one's bundle is returned.
 * @returns {Promise<string>}
 */
async function bundle(name, entries) {
  const outdir = path.join(folder, name);
  await build({
    entryPoints: entries.map((entry) => path.join(packages, entry)),
    entryNames: '[name]',
    outdir,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20',
    conditions: ['@hyperdrive-run/source'],
    external: ['libsql'],
    banner: {
      js: "import { createRequire as requireFrom } from 'node:module'; const require = requireFrom(import.meta.url);",
    },
    logLevel: 'error',
  });
  return path.join(outdir, path.basename(entries[0] ?? '', '.ts').concat('.js'));
}

/**
 * @param {readonly number[]} values
 * @param {number} share
 */
function quantile(values, share) {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN;
}
