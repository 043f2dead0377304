// npm run bench:cli: what it takes to start the command, beside Node with nothing to do.
//
//   npm run bench:cli -- [--rounds 15]
//
// Prints medians of the time on the wall and of the processor, as each process counts it at its end, and the ratio to
// `node -e 0`. The commands take turns, so that what else the machine does falls on all of them.

import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';

const main = path.resolve(import.meta.dirname, '../apps/cli/dist/main.js');
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '15' } } });
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
      require('node:fs').writeFileSync(${JSON.stringify(report)}, String((user + system) / 1000));
    });`,
  );
  await writeFile(path.join(folder, 'sweep.yml'), sweepFile);
  const id = JSON.parse(hyperdrive('submit', path.join(folder, 'sweep.yml'), '--wait', '--json')).runId;
  const commands = [['list'], ['status', id], ['best', id], ['--help']];
  await compare('no service runs, the folder is read', commands);
  hyperdrive('service', 'start');
  await compare('a service runs, and is asked', commands.slice(0, 3));
  await compare('the same without compiled code', commands.slice(0, 3), { NODE_DISABLE_COMPILE_CACHE: '1' });
} finally {
  hyperdrive('service', 'stop');
  await rm(folder, { recursive: true, force: true });
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
      const { wallMs, cpuMs } = await measure(row.args, more);
      row.wall.push(wallMs);
      row.cpu.push(cpuMs);
    }
  }
  console.log(`\n${title}, median of ${rounds}`);
  console.log('                         wall    CPU     ratio of the CPU');
  for (const { name, wall, cpu } of rows) {
    const ratio = median(cpu) / median(floor.cpu);
    console.log(`${name.padEnd(24)} ${shown(wall)} ${shown(cpu)} ${ratio.toFixed(1)}`);
  }
}

/** @returns {{ wall: number[], cpu: number[] }} */
function noTimes() {
  return { wall: [], cpu: [] };
}

/**
 * @param {readonly string[]} args
 * @param {Record<string, string>} more
 */
async function measure(args, more) {
  const start = performance.now();
  spawnSync(process.execPath, ['--require', preload, ...args], { env: { ...env, ...more }, stdio: 'ignore' });
  return { wallMs: performance.now() - start, cpuMs: Number(await readFile(report, 'utf8')) };
}

/** @param {number[]} times */
function median(times) {
  return times.toSorted((a, b) => a - b)[times.length >> 1] ?? Number.NaN;
}

/** @param {number[]} times */
function shown(times) {
  return `${median(times).toFixed(0)} ms`.padEnd(7);
}
