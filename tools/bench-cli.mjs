// npm run bench:cli: what it takes to start the command, beside Node with nothing to do.
//
//   npm run bench:cli -- [--rounds 15] [--children 1000,20000 --points 20]
//
// Prints medians of the time on the wall and of the processor, as each process counts it at its end, and the ratio to
// `node -e 0`. The commands take turns, so that what else the machine does falls on all of them. With `--children` nothing but
// what `status`, `best` and `metrics` take of sweeps of that many children is measured, with the most memory that they had.

import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { sweepId } from '../tests/conformance/bench/sweep-id.mjs';

const loader = new URL('../tests/conformance/bench/load-children.mjs', import.meta.url).href;
const main = path.resolve(import.meta.dirname, '../apps/cli/dist/main.js');
const { values } = parseArgs({
  options: {
    rounds: { type: 'string', default: '15' },
    children: { type: 'string', default: '' },
    points: { type: 'string', default: '20' },
  },
});
const rounds = Number(values.rounds);
if (!Number.isSafeInteger(rounds) || rounds < 1)
  throw new Error(`--rounds is ${values.rounds}, but takes a number of at least 1`);

const folder = await mkdtemp(path.join(tmpdir(), 'bench-cli-'));
const report = path.join(folder, 'cpu');
const preload = path.join(folder, 'count-cpu.cjs');
/** @type {NodeJS.ProcessEnv} */
const env = { ...process.env, HOME: folder, XDG_CACHE_HOME: path.join(folder, 'caches'), HYPERDRIVE_HOME: folder };

const sweepFile = `
type: sweep
trial: { command: "true" }
sampling_algorithm: random
search_space: { x: { type: uniform, min_value: 0, max_value: 1 } }
objective: { primary_metric: gain, goal: maximize }
limits: { max_total_trials: 2 }
`;

try {
  await writeFile(
    preload,
    `process.on('exit', () => {
      const { user, system } = process.cpuUsage();
      const { maxRSS } = process.resourceUsage();
      require('node:fs').writeFileSync(${JSON.stringify(report)}, JSON.stringify([(user + system) / 1000, maxRSS / 1024]));
    });`,
  );
  if (values.children === '') await compareStarts();
  else for (const children of values.children.split(',').map(Number)) await compareOfMany(children);
} finally {
  hyperdrive('service', 'stop');
  await rm(folder, { recursive: true, force: true });
}

async function compareStarts() {
  await writeFile(path.join(folder, 'sweep.yml'), sweepFile);
  const id = JSON.parse(hyperdrive('submit', path.join(folder, 'sweep.yml'), '--wait', '--json')).runId;
  const commands = [['list'], ['status', id], ['best', id], ['--help']];
  await compare('no service runs, the folder is read', commands);
  hyperdrive('service', 'start');
  await compare('a service runs, and is asked', commands.slice(0, 3));
  await compare('the same without compiled code', commands.slice(0, 3), { NODE_DISABLE_COMPILE_CACHE: '1' });
}

/** @param {number} children */
async function compareOfMany(children) {
  const home = path.join(folder, `${children}-children`);
  // In a process of its own: the memory that this one had would be said of each command, which begins as its copy.
  const load = `import { loadLocalChildren } from ${JSON.stringify(loader)};
    loadLocalChildren(${JSON.stringify(home)}, ${children}, ${Number(values.points)});`;
  requireSuccess(spawnSync(process.execPath, ['--input-type=module', '--eval', load], { encoding: 'utf8' }));
  const commands = ['status', 'best', 'metrics'].map((word) => [word, sweepId]);
  const title = `${children} children x ${values.points} points, no service runs`;
  await compare(title, commands, { HYPERDRIVE_HOME: home });
}

/**
 * @param {...string} words
 * @returns {string}
 */
function hyperdrive(...words) {
  return spawnSync(process.execPath, [main, ...words], { env, encoding: 'utf8' }).stdout;
}

/**
 * @param {string} title
 * @param {string[][]} commands
 * @param {Record<string, string>} [more] For the environment.
 */
async function compare(title, commands, more = {}) {
  const floor = { name: 'node -e 0', args: ['-e', '0'], ...noTimes() };
  const rows = [
    floor,
    ...commands.map((words) => ({ name: `hyperdrive ${words[0]}`, args: [main, ...words], ...noTimes() })),
  ];
  // What is kept between two runs is kept after the first.
  for (const { args } of rows) await measure(args, more);
  for (let round = 0; round < rounds; round += 1) {
    for (const row of rows) {
      const { wallMs, cpuMs, memoryMb } = await measure(row.args, more);
      row.wall.push(wallMs);
      row.cpu.push(cpuMs);
      row.memory.push(memoryMb);
    }
  }
  console.log(`\n${title}, median of ${rounds}`);
  console.log('                         wall    CPU     ratio of the CPU, memory');
  for (const { name, wall, cpu, memory } of rows) {
    const ratio = (median(cpu) / median(floor.cpu)).toFixed(1);
    console.log(`${name.padEnd(24)} ${shown(wall)} ${shown(cpu)} ${ratio.padEnd(17)} ${median(memory).toFixed(0)} MiB`);
  }
}

/** @param {{ status: number | null, stderr: string }} ended */
function requireSuccess({ status, stderr }) {
  if (status !== 0) throw new Error(`It ended with ${status}: ${stderr}`);
}

/** @returns {{ wall: number[], cpu: number[], memory: number[] }} */
function noTimes() {
  return { wall: [], cpu: [], memory: [] };
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} more
 */
async function measure(args, more) {
  const start = performance.now();
  /** @type {import('node:child_process').SpawnSyncOptionsWithStringEncoding} */
  const options = { env: { ...env, ...more }, stdio: ['ignore', 'ignore', 'pipe'], encoding: 'utf8' };
  const ended = spawnSync(process.execPath, ['--require', preload, ...args], options);
  const wallMs = performance.now() - start;
  requireSuccess(ended);
  const [cpuMs, memoryMb] = JSON.parse(await readFile(report, 'utf8'));
  return { wallMs, cpuMs, memoryMb };
}

/** @param {number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** @param {number[]} times */
function shown(times) {
  return `${median(times).toFixed(0)} ms`.padEnd(7);
}
