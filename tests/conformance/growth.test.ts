import { HyperDriveRun } from '@hyperdrive-run/sdk';
import { makeSweep, scalarMetric } from '@hyperdrive-run/sdk/testing';
import { expect, it } from 'vitest';
import { loadSweeps } from './load-sweeps.js';
import { connectTo, openService, temporaryFolder } from './open-service.js';
import { pathOf, withoutOwnCalls } from './without-own-calls.js';

// How many requests an operation makes for more and more children; `npm run bench:growth` measures the time, too.

const scope = { subscriptionId: 's', resourceGroup: 'g', workspaceName: 'w', experimentName: 'tulips' };
const sizes = [100, 300, 900];

const operations = new Map<string, (sweep: HyperDriveRun) => Promise<unknown>>([
  ['best run', (sweep) => sweep.findBestRun()],
  ['first ten', (sweep) => sweep.getChildrenSortedByPrimaryMetric({ top: 10 })],
  ['all sorted', (sweep) => sweep.getChildrenSortedByPrimaryMetric()],
  ['all metrics', (sweep) => sweep.getMetrics()],
  ['trials by status', (sweep) => sweep.countTrials()],
]);

type Counts = ReadonlyMap<string, readonly number[]>;

/** The requests of each operation for each number of children. */
async function countRequests(fetchOf: (asked: string[]) => typeof fetch): Promise<Counts> {
  const counts = new Map<string, number[]>([...operations.keys()].map((name) => [name, []]));
  for (const size of sizes) {
    const folder = await temporaryFolder();
    const children = Array.from({ length: size }, (_, at) => ({ metrics: [scalarMetric('accuracy', [at])] }));
    loadSweeps(folder, [makeSweep({ scope, runId: 'HD_1', children })]);
    const service = await openService(folder);
    for (const [name, run] of operations) {
      const asked: string[] = [];
      const workspace = connectTo(service, scope, { fetch: fetchOf(asked) });
      await run(await HyperDriveRun.load(workspace.experiment('tulips'), 'HD_1'));
      counts.get(name)?.push(asked.length);
    }
  }
  return counts;
}

function expectAtMostLinear(counts: Counts): void {
  for (const [name, requests] of counts) {
    for (const [at, count] of requests.entries()) {
      const before = requests[at - 1];
      const growth = (sizes[at] ?? 0) / (sizes[at - 1] ?? 1);
      if (before !== undefined) expect(count, `${name}: ${requests.join(', ')}`).toBeLessThanOrEqual(before * growth);
    }
  }
}

it('asks the local service as often for the best of many children as for that of few', async () => {
  const counts = await countRequests((asked) => async (input, init) => {
    asked.push(pathOf(input));
    return fetch(input, init);
  });
  for (const name of ['best run', 'first ten', 'trials by status']) {
    expect(new Set(counts.get(name)).size, `${name}: ${counts.get(name)?.join(', ')}`).toBe(1);
  }
  expectAtMostLinear(counts);
}, 60_000);

it('asks a service without calls of its own no more often for each child, however many there are', async () => {
  const counts = await countRequests(withoutOwnCalls);
  expectAtMostLinear(counts);
  // Far fewer than one for each child.
  for (const requests of counts.values()) expect(requests.at(-1)).toBeLessThan(900 / 10);
}, 60_000);
