// npm run bench:growth: how many requests an operation on the local service makes for more and more children, and how long it
// takes: of one that grows no faster than linear, the time for a thousand children does not grow.
//
//   npm run bench:growth -- [--children 100,1000,5000,20000] [--points 1] [--rounds 3]
//
// Service and client are one process. Prints medians of the time on the wall. Then, of a service in a process of its own that has
// the largest of these sweeps: how long one answer holds its loop, and how much memory it takes.

import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { performance } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { startLocalService } from '@hyperdrive-run/local';
import { connect, HyperDriveRun } from '@hyperdrive-run/sdk';
import { counted, countedFetch } from './bare-loops.mjs';
import { printHoldOfAnswers } from './hold-of-answers.mjs';
import { loadChildren } from './load-children.mjs';
import { sweepId } from './sweep-id.mjs';

const { values: options } = parseArgs({
  options: {
    children: { type: 'string', default: '100,1000,5000,20000' },
    points: { type: 'string', default: '1' },
    rounds: { type: 'string', default: '3' },
  },
});
const sizes = options.children.split(',').map(Number);
const rounds = Number(options.rounds);

/** @type {ReadonlyMap<string, (sweep: HyperDriveRun) => Promise<unknown>>} */
const operations = new Map([
  ['trials by status', (/** @type {HyperDriveRun} */ sweep) => sweep.countTrials()],
  ['best run', (/** @type {HyperDriveRun} */ sweep) => sweep.findBestRun()],
  ['first ten', (/** @type {HyperDriveRun} */ sweep) => sweep.getChildrenSortedByPrimaryMetric({ top: 10 })],
  ['all sorted', (/** @type {HyperDriveRun} */ sweep) => sweep.getChildrenSortedByPrimaryMetric()],
  ['all metrics, streamed', (/** @type {HyperDriveRun} */ sweep) => readToEnd(sweep)],
]);

/** @typedef {{ requests: number, ms: number }} Measure */

/** @type {Map<string, Measure[]>} */
const measures = new Map([...operations.keys()].map((name) => [name, []]));
for (const size of sizes) await measure(size);
print();
await printHoldOfAnswers(Math.max(...sizes), rounds);

/** @param {number} size */
async function measure(size) {
  const folder = await mkdtemp(path.join(tmpdir(), 'bench-growth-'));
  loadChildren(folder, size, Number(options.points));
  const service = await startLocalService({ folder });
  const uri = `azureml+${service.address}/subscriptions/s/resourceGroups/g/workspaces/w`;
  try {
    for (const [name, run] of operations) {
      const times = [];
      // The first round only warms up.
      for (let round = -1; round < rounds; round += 1) {
        const workspace = connect(uri, { credential: service.token, experiment: 'bench', fetch: countedFetch });
        counted.requests = 0;
        const begun = performance.now();
        await run(await HyperDriveRun.load(workspace.experiment(), sweepId));
        if (round >= 0) times.push(performance.now() - begun);
      }
      const ms = times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)] ?? Number.NaN;
      measures.get(name)?.push({ requests: counted.requests, ms });
    }
  } finally {
    await service.close();
    await rm(folder, { recursive: true, force: true });
  }
}

/** @param {HyperDriveRun} sweep */
async function readToEnd(sweep) {
  let children = 0;
  for await (const _ of sweep.streamMetrics()) children += 1;
  return children;
}

function print() {
  console.log(`${''.padEnd(24)} ${sizes.map((size) => `${size} children`.padStart(26)).join('')}`);
  for (const [name, ofSizes] of measures) {
    const cells = ofSizes.map(({ requests, ms }, at) => {
      const perThousand = (ms / (sizes[at] ?? 1)) * 1000;
      return `${requests} req ${ms.toFixed(0)} ms (${perThousand.toFixed(0)})`.padStart(26);
    });
    console.log(name.padEnd(24) + cells.join(''));
  }
  console.log('In brackets: milliseconds for a thousand children.');
}
