// npm run bench:snapshot: how long it takes to open an exported sweep of 10,000 children with 20 points each, beside a
// bare JSON.parse of each line (the floor) and pandas, which makes a table of the lines and reads no more of them. Prints
// medians, and how many times that of the floor each is.
//
//   npm run bench:snapshot -- [--children 10000] [--points 20] [--rounds 7]

import { spawnSync } from 'node:child_process';
import { createReadStream } from 'node:fs';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { build } from 'esbuild';
import { ensureReadersEnvironment } from '../tests/readers/python/make-environment.mjs';
import { snapshotLines } from './bench-snapshot/snapshot-lines.mjs';

/** @typedef {{ wall: number, cpu: number }} Times In milliseconds. */

const { values } = parseArgs({
  options: {
    children: { type: 'string', default: '10000' },
    points: { type: 'string', default: '20' },
    rounds: { type: 'string', default: '7' },
  },
});
const rounds = Number(values.rounds);

const folder = await mkdtemp(path.join(tmpdir(), 'hyperdrive-bench-'));
try {
  const file = path.join(folder, 'sweep.ndjson');
  await writeFile(file, snapshotLines(Number(values.children), Number(values.points)).join(''));
  const openSnapshot = await bundledOpenSnapshot();
  const ways = [() => parseLines(file), () => openSnapshot(createReadStream(file))];
  const [floor, ours] = await measure(ways);
  const pandas = await withPandas(file);
  const rows = [
    { what: 'JSON.parse of each line, the floor', times: floor },
    { what: 'openSnapshot', times: ours },
    { what: 'pandas.read_json', times: pandas },
  ];
  for (const { what, times } of rows) {
    if (times === undefined || floor === undefined) continue;
    const ratio = `x ${(times.wall / floor.wall).toFixed(2)} wall, x ${(times.cpu / floor.cpu).toFixed(2)} CPU`;
    console.log(`${what.padEnd(36)}${shown(times.wall)} wall${shown(times.cpu)} CPU   ${times === floor ? '' : ratio}`);
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}

/** @param {number} milliseconds */
function shown(milliseconds) {
  return `${Math.round(milliseconds)} ms`.padStart(10);
}

/**
 * What a user imports, from its sources: no build is needed.
 * @returns {Promise<(source: AsyncIterable<Uint8Array>) => Promise<unknown>>}
 */
async function bundledOpenSnapshot() {
  const outfile = path.join(folder, 'open-snapshot.mjs');
  await build({
    entryPoints: [path.join(import.meta.dirname, '../packages/sdk/src/open-snapshot.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'esm',
    conditions: ['@hyperdrive-run/source'],
  });
  const { openSnapshot } = await import(pathToFileURL(outfile).href);
  return openSnapshot;
}

/** @param {string} file */
async function parseLines(file) {
  const parsed = [];
  let rest = '';
  for await (const piece of createReadStream(file, 'utf8')) {
    const lines = (rest + piece).split('\n');
    rest = lines.pop() ?? '';
    for (const line of lines) parsed.push(JSON.parse(line));
  }
  return parsed;
}

/**
 * The median of each way, measured by turns.
 * @param {readonly (() => Promise<unknown>)[]} ways
 * @returns {Promise<Times[]>}
 */
async function measure(ways) {
  const measured = ways.map(() => /** @type {Times[]} */ ([]));
  for (let round = 0; round < rounds; round += 1) {
    for (const [index, way] of ways.entries()) {
      const start = performance.now();
      const startOfCpu = process.cpuUsage();
      await way();
      const wall = performance.now() - start;
      const { user, system } = process.cpuUsage(startOfCpu);
      measured[index]?.push({ wall, cpu: (user + system) / 1000 });
    }
  }
  return measured.map((times) => ({
    wall: median(times.map(({ wall }) => wall)),
    cpu: median(times.map(({ cpu }) => cpu)),
  }));
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[numbers.length >> 1] ?? Number.NaN;
}

/**
 * @param {string} file
 * @returns {Promise<Times | undefined>}
 */
async function withPandas(file) {
  const environment = await ensureReadersEnvironment();
  if ('notRun' in environment) {
    console.error(`Without pandas: ${environment.notRun}`);
    return undefined;
  }
  const script = path.join(import.meta.dirname, 'bench-snapshot/read_with_pandas.py');
  const { stdout } = spawnSync(environment.python, [script, file, String(rounds)], { encoding: 'utf8' });
  return JSON.parse(stdout);
}
