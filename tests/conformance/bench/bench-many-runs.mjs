// npm run bench:many-runs: the children of a sweep sorted by their metric, and all their metrics, on a stand-in for Azure ML
// that takes 20 ms for each answer; beside a bare loop over `metrics:query` that checks nothing, beside the path run by run, and
// beside the real Python class. Then the best of many children on the local service, beside the bare listing.
//
//   npm run bench:many-runs -- [--rounds 5] [--children 500,5000] [--local 1000] [--python 500]
//
// `--python` is the most children that the Python class is asked for, once: it takes half a minute for 500.
// Prints medians of the time on the wall and of this process's processor time, the requests, and the ratios to the floor. The
// rows of a table take turns, so that what else the machine does falls on all of them.

import { fork } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startLocalService } from '@hyperdrive-run/local';
import { connect, HyperDriveRun } from '@hyperdrive-run/sdk';
import { openInPython } from './ask-python.mjs';
import { bareListing, bareQueries, bareRuns, counted, countedFetch } from './bare-loops.mjs';
import { loadChildren } from './load-children.mjs';
import { sweepId } from './sweep-id.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    children: { type: 'string', default: '500,5000' },
    local: { type: 'string', default: '1000' },
    python: { type: 'string', default: '500' },
    latency: { type: 'string', default: '20' },
  },
});
const rounds = Number(options.rounds);
const workspace = 'subscriptions/s/resourceGroups/g/workspaces/w';

/** @typedef {{ name: string, run: () => Promise<number>, wall: number[], cpu: number[], requests: number }} Row */

for (const children of numbersOf(options.children)) await compareOnAzure(children);
for (const children of numbersOf(options.local)) await compareLocally(children);

/**
 * @param {string} text Numbers with commas between them; none where it is empty.
 * @returns {number[]}
 */
function numbersOf(text) {
  return text === '' ? [] : text.split(',').map(Number);
}

/** @param {number} children */
async function compareOnAzure(children) {
  const query = await startFake(children, {});
  const noQuery = await startFake(children, { NO_QUERY: '1' });
  try {
    await compare(`${children} children sorted by their metric`, [
      row('bare metrics:query loop', () => bareQueries(query.address, children, 'metric_0')),
      row('HyperDriveRun', () => sorted(query.address)),
      row('bare loop run by run', () => bareRuns(noQuery.address, children, ['metric_0'])),
      row('HyperDriveRun where it is refused', () => sorted(noQuery.address)),
    ]);
    await compare(`all metrics of ${children} children`, [
      row('bare metrics:query loop', () => bareQueries(query.address, children)),
      row('HyperDriveRun', () => allMetrics(query.address)),
    ]);
    if (children <= Number(options.python)) await compareWithPython(query.address, children);
  } finally {
    query.stop();
    noQuery.stop();
  }
}

/**
 * @param {string} address
 * @param {number} children
 */
async function compareWithPython(address, children) {
  const python = await openInPython(address);
  if ('notRun' in python) {
    console.log(`\nThe Python class was not asked: ${python.notRun}`);
    return;
  }
  try {
    console.log(
      `\n${children} children by the real Python class, once, and by HyperDriveRun right after it, median of ${rounds}`,
    );
    for (const { what, op, ours } of /** @type {const} */ ([
      { what: 'sorted by their metric', op: 'children_sorted', ours: sorted },
      { what: 'all metrics', op: 'metrics', ours: allMetrics },
    ])) {
      const theirMs = await timeOf(() => python.ask(op), children);
      const times = [];
      for (let round = 0; round < rounds; round += 1) times.push(await timeOf(() => ours(address), children));
      const ourMs = median(times);
      const cells = [
        `${theirMs.toFixed(0)} ms`,
        `${ourMs.toFixed(0)} ms`,
        `${(theirMs / ourMs).toFixed(0)} times as fast`,
      ];
      console.log(`${what.padEnd(36)} ${cells.map((cell) => cell.padStart(22)).join('')}`);
    }
  } finally {
    python.close();
  }
}

/**
 * @param {() => Promise<number>} read
 * @param {number} children How many have to be read.
 */
async function timeOf(read, children) {
  const begun = performance.now();
  const count = await read();
  if (count !== children) throw new Error(`${count} of ${children} children were read.`);
  return performance.now() - begun;
}

/** @param {number} children */
async function compareLocally(children) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-many-runs-'));
  loadChildren(folder, children, 20);
  const service = await startLocalService({ folder });
  const open = () =>
    connect(`azureml+${service.address}/${workspace}`, {
      credential: service.token,
      experiment: 'bench',
      fetch: countedFetch,
    }).experiment();
  try {
    await compare(`${children} children x 20 points on the local service, in this process`, [
      row('bare listing', () => bareListing(service.address, service.token)),
      row('best run', async () =>
        Number((await (await HyperDriveRun.load(open(), sweepId)).findBestRun()) !== undefined),
      ),
      row('all metrics', async () => (await (await HyperDriveRun.load(open(), sweepId)).getMetrics()).size),
    ]);
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/**
 * @param {string} name
 * @param {() => Promise<number>} run Resolves to how many it read.
 * @returns {Row}
 */
function row(name, run) {
  return { name, run, wall: [], cpu: [], requests: 0 };
}

/**
 * @param {string} title
 * @param {readonly Row[]} rows The first one is the floor.
 */
async function compare(title, rows) {
  for (let round = -1; round < rounds; round += 1) {
    for (const one of rows) {
      counted.requests = 0;
      const cpu = process.cpuUsage();
      const begun = performance.now();
      await one.run();
      const wallMs = performance.now() - begun;
      const { user, system } = process.cpuUsage(cpu);
      one.requests = counted.requests;
      // The first round only warms up.
      if (round >= 0) one.wall.push(wallMs);
      if (round >= 0) one.cpu.push((user + system) / 1000);
    }
  }
  const [floor] = rows;
  console.log(`\n${title}, median of ${rounds}\n${''.padEnd(36)} requests    wall         ratio     CPU         ratio`);
  for (const { name, wall, cpu, requests: asked } of rows) {
    const cells = [
      median(wall),
      median(wall) / median(floor?.wall ?? []),
      median(cpu),
      median(cpu) / median(floor?.cpu ?? []),
    ];
    const [wallMs = 0, wallRatio = 0, cpuMs = 0, cpuRatio = 0] = cells;
    const times = `${wallMs.toFixed(0).padStart(7)} ms ${wallRatio.toFixed(2).padStart(9)} ${cpuMs.toFixed(0).padStart(7)} ms`;
    console.log(`${name.padEnd(36)} ${String(asked).padStart(8)} ${times} ${cpuRatio.toFixed(2).padStart(9)}`);
  }
}

/** @param {readonly number[]} numbers */
function median(numbers) {
  return numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
}

/**
 * @param {number} children
 * @param {Record<string, string>} env
 * @returns {Promise<{ address: string, stop: () => void }>}
 */
function startFake(children, env) {
  const script = path.join(import.meta.dirname, 'fake-azure.mjs');
  const fake = fork(script, [String(children), '2', '2', options.latency], { env: { ...process.env, ...env } });
  return new Promise((resolve, reject) => {
    fake.once('error', reject);
    fake.once('message', (port) =>
      resolve({ address: `http://127.0.0.1:${Number(port)}`, stop: () => fake.disconnect() }),
    );
  });
}

/** @param {string} address */
function openSweep(address) {
  const experiment = connect(`azureml+${address}/${workspace}`, {
    credential: 'token',
    experiment: 'bench',
    fetch: countedFetch,
  }).experiment();
  return HyperDriveRun.load(experiment, sweepId);
}

/** @param {string} address */
async function sorted(address) {
  return (await (await openSweep(address)).getChildrenSortedByPrimaryMetric()).length;
}

/** @param {string} address */
async function allMetrics(address) {
  return (await (await openSweep(address)).getMetrics()).size;
}
