// What `npm run bench:samplers` runs: searches test functions with every sampler, and prints what they found.

import { parseArgs } from 'node:util';
import { createBayesianSampler } from '../bayesian/bayesian-sampler.js';
import { createRandomSampler } from '../random/random-sampler.js';
import { createRandomSource } from '../random/random-source.js';
import { createSobolSampler } from '../sobol/sobol-sampler.js';
import { type BenchSampler, toBenchSampler } from './bench-sampler.js';
import { type OptunaWorker, startOptunaWorker } from './optuna-sampler.js';
import { measure, type TestFunction, testFunctions } from './test-functions.js';

const { values: options } = parseArgs({
  options: {
    seeds: { type: 'string', default: '30' },
    trials: { type: 'string', default: '40' },
    function: { type: 'string', default: '' },
    sampler: { type: 'string', default: '' },
    python: { type: 'string' },
    worker: { type: 'string', default: '' },
  },
});
const print = (line: string): void => void process.stdout.write(`${line}\n`);
const seeds = Number(options.seeds);
const trials = Number(options.trials);
const checkpoints = [20, 40].filter((count) => count <= trials);
const functions = testFunctions.filter(({ name }) => name.toLowerCase().includes(options.function.toLowerCase()));

type CreateSampler = (space: TestFunction['space'], seed: number) => BenchSampler | Promise<BenchSampler>;

const optuna = options.python === undefined ? undefined : startOptunaWorker(options.python, options.worker);
const everySampler: readonly (readonly [string, CreateSampler])[] = [
  ['random', (space, seed) => toBenchSampler(createRandomSampler(space, seed))],
  ['sobol', (space, seed) => toBenchSampler(createSobolSampler(space, seed))],
  ['Bayesian', (space, seed) => toBenchSampler(createBayesianSampler({ space, goal: 'minimize', seed }))],
  ...fromOptuna(optuna),
];
const samplers = everySampler.filter(([name]) => name.toLowerCase().includes(options.sampler.toLowerCase()));

function fromOptuna(worker: OptunaWorker | undefined): readonly (readonly [string, CreateSampler])[] {
  if (worker === undefined) return [];
  return [
    ['Optuna TPE', (space, seed) => worker.create('tpe', seed, space)],
    ['Optuna GP', (space, seed) => worker.create('gp', seed, space)],
  ];
}

/** How far the best trial lies above the minimum, without noise, after each number of trials. */
async function search(tested: TestFunction, sampler: BenchSampler, seed: number): Promise<number[]> {
  const random = createRandomSource(1_000_000 + seed);
  let best = { measured: Number.POSITIVE_INFINITY, regret: Number.POSITIVE_INFINITY };
  const regrets: number[] = [];
  for (let trial = 1; trial <= trials; trial += 1) {
    const { point } = await sampler.ask();
    const measured = measure(tested, point, random);
    await sampler.tell(measured);
    // With noise the best measured trial is the one that a user would take, whatever it is really worth.
    if (measured < best.measured) best = { measured, regret: tested.value(point) - tested.minimum };
    if (checkpoints.includes(trial)) regrets.push(best.regret);
  }
  return regrets;
}

function quantile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  const at = share * (sorted.length - 1);
  const [low = 0, high = low] = [sorted[Math.floor(at)], sorted[Math.ceil(at)]];
  return low + (high - low) * (at - Math.floor(at));
}

const digits = (value: number): string => (value < 0.001 && value > 0 ? value.toExponential(0) : value.toFixed(3));

function summary(values: readonly number[]): string {
  const [low, middle, high] = [0.25, 0.5, 0.75].map((share) => digits(quantile(values, share)));
  return `${middle} (${low} to ${high})`;
}

print(`Best so far above the minimum: median (quartiles) of ${seeds} seeds. Lower is better.\n`);
print(`| function | sampler | ${checkpoints.map((count) => `after ${count} trials`).join(' | ')} |`);
print(`| --- | --- |${checkpoints.map(() => ' ---: |').join('')}`);
for (const tested of functions) {
  for (const [name, create] of samplers) {
    const found: number[][] = [];
    for (let seed = 0; seed < seeds; seed += 1) {
      found.push(await search(tested, await create(tested.space, seed), seed));
    }
    const columns = checkpoints.map((_, index) => summary(found.map((regrets) => regrets[index] ?? Number.NaN)));
    print(`| ${tested.name} | ${name} | ${columns.join(' | ')} |`);
  }
}

const counts = [20, 200, 1000];
const hartmann = testFunctions[1];
if (hartmann !== undefined) {
  print(`\nMilliseconds of processor time to choose a point of ${hartmann.name}: median of 5.\n`);
  print(`| sampler | ${counts.map((count) => `${count} observations`).join(' | ')} |`);
  print(`| --- |${counts.map(() => ' ---: |').join('')}`);
  for (const [name, create] of samplers) {
    const columns: string[] = [];
    for (const count of counts) columns.push(await timeOf(hartmann, create, count));
    print(`| ${name} | ${columns.join(' | ')} |`);
  }
}
await optuna?.close();

async function timeOf(tested: TestFunction, create: CreateSampler, count: number): Promise<string> {
  const times: number[] = [];
  for (let round = 0; round < 5; round += 1) {
    const sampler = await create(tested.space, round);
    const others = createRandomSampler(tested.space, 500 + round);
    for (let trial = 0; trial < count; trial += 1) {
      const point = others.nextPoint(trial, []) ?? new Map();
      await sampler.add(point, tested.value(point));
    }
    times.push((await sampler.ask()).ms);
    // What takes this long is not asked for again.
    if ((times[0] ?? 0) > 20_000) break;
  }
  const median = quantile(times, 0.5);
  return median < 10 ? median.toFixed(2) : median.toFixed(0);
}
