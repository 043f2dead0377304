import type { RunStatus } from '@hyperdrive-run/core';
import { assertRejects, assertSame } from './assert-same.js';
import type { ContractCase } from './contract-case.js';
import { collect, contractScope as scope } from './contract-scope.js';
import { makeSweep } from './sweep-fixture.js';

const oddName = `a b/c:d?e#f%20'"ü___proto__`;

/** Runs, and listings of them. */
export const contractRunCases: readonly ContractCase[] = [
  {
    name: 'returns a run with its tags and properties, whatever their names and values contain',
    run: async ({ open }) => {
      const odd = new Map([
        ['__proto__', 'a'],
        [oddName, oddName],
      ]);
      const sweep = makeSweep({ scope, tags: odd, properties: odd });
      const run = await (await open([sweep])).getRun(sweep.parent.record.runId);
      assertSame(run.status, 'Completed', 'status');
      for (const [name, value] of odd) {
        assertSame(run.tags.get(name), value, `tag ${name}`);
        assertSame(run.properties.get(name), value, `property ${name}`);
      }
    },
  },
  {
    name: 'reports an unknown run as not found, by its id',
    run: async ({ open }) => {
      const backend = await open([makeSweep({ scope })]);
      await assertRejects(backend.getRun('HD_unknown'), 'run-not-found', 'getRun');
      await assertRejects(backend.cancelSweep('HD_unknown'), 'run-not-found', 'cancelSweep');
      await assertRejects(backend.cancelRun('HD_unknown'), 'run-not-found', 'cancelRun');
      await assertRejects(backend.updateRun('HD_unknown', {}), 'run-not-found', 'updateRun');
      await assertRejects(collect(backend.listChildRuns('HD_unknown')), 'run-not-found', 'listChildRuns');
      await assertRejects(backend.getRun(oddName), 'run-not-found', 'getRun of an odd id');
    },
  },
  {
    name: 'lists children newest start first, each once, however small the pages are, and leaves hidden ones out',
    run: async ({ open }) => {
      const children = Array.from({ length: 12 }, (_, position) => ({ hidden: position === 4 }));
      const sweep = makeSweep({ scope, children });
      const backend = await open([sweep]);
      const id = sweep.parent.record.runId;
      const expected = sweep.children.map(({ record }) => record.runId).toReversed();
      expected.splice(expected.indexOf(`${id}_4`), 1);
      for (const pageSize of [1, 3, 500]) {
        const listed = await collect(backend.listChildRuns(id, { pageSize }));
        assertSame(
          listed.map(({ runId }) => runId),
          expected,
          `children in pages of ${pageSize}`,
        );
      }
    },
  },
  {
    name: 'filters children by status, an unknown one included',
    run: async ({ open }) => {
      const sweep = makeSweep({
        scope,
        status: 'Running',
        children: [{ status: 'Failed' }, { status: 'Running' }, { status: 'Canceled' }],
      });
      const backend = await open([sweep]);
      const id = sweep.parent.record.runId;
      const listed = await collect(backend.listChildRuns(id, { status: ['Failed', 'Canceled', 'Brooding'] }));
      assertSame(
        listed.map(({ runId }) => runId),
        [`${id}_2`, `${id}_0`],
        'failed and canceled children',
      );
    },
  },
  {
    name: 'lists the children of children when asked to, and only then',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope, runId: 'HD_deep', children: [{}, {}] });
      const [first] = sweep.children;
      if (first === undefined) throw new Error('The sweep has no child.');
      const below = { ...first.record, runId: 'HD_deep_0 fold/1', parentRunId: 'HD_deep_0' };
      const backend = await open([{ ...sweep, children: [...sweep.children, { ...first, record: below }] }]);
      const idsOf = async (recursive: boolean): Promise<string[]> =>
        (await collect(backend.listChildRuns('HD_deep', { recursive }))).map(({ runId }) => runId).toSorted();
      assertSame(await idsOf(false), ['HD_deep_0', 'HD_deep_1'], 'children');
      assertSame(await idsOf(true), ['HD_deep_0', 'HD_deep_0 fold/1', 'HD_deep_1'], 'all below');
    },
  },
  {
    name: 'lists sweeps, and not their children',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope, children: [{}, {}] });
      const backend = await open([sweep]);
      const listed = await collect(backend.listSweeps());
      assertSame(
        listed.map(({ runId }) => runId),
        [sweep.parent.record.runId],
        'sweeps',
      );
    },
  },
  {
    name: 'lists sweeps newest start first, only those of some statuses where that is asked',
    run: async ({ open }) => {
      const made = ['Completed', 'Running', 'Failed', 'Completed'].map((status, position) =>
        makeSweep({ scope, runId: `HD_${position}`, status, startTime: new Date(Date.UTC(2026, 0, position + 1)) }),
      );
      // Loaded in another order than they started.
      const backend = await open(made.toReversed());
      const idsOf = async (status?: readonly RunStatus[]): Promise<string[]> =>
        (await collect(backend.listSweeps({ status }))).map(({ runId }) => runId);
      assertSame(await idsOf(), ['HD_3', 'HD_2', 'HD_1', 'HD_0'], 'all sweeps');
      assertSame(await idsOf(['Completed']), ['HD_3', 'HD_0'], 'those that completed');
      assertSame(await idsOf(['Running', 'Failed', 'Brooding']), ['HD_2', 'HD_1'], 'those that run or failed');
      assertSame(await idsOf([]), [], 'those of no status');
    },
  },
  {
    name: 'finds the runs of another scope only through withScope',
    run: async ({ open }) => {
      const here = makeSweep({ scope });
      const there = makeSweep({ scope: { ...scope, workspaceName: 'other' }, runId: 'HD_there' });
      const backend = await open([here, there]);
      await assertRejects(backend.getRun('HD_there'), 'run-not-found', 'the run in the first workspace');
      const found = await backend.withScope({ workspaceName: 'other' }).getRun('HD_there');
      assertSame(found.runId, 'HD_there', 'the run in the other workspace');
    },
  },
  {
    name: 'returns the address of a page about a run, or none, whatever the id contains',
    run: async ({ open }) => {
      const sweep = makeSweep({ scope });
      const backend = await open([sweep]);
      for (const id of [sweep.parent.record.runId, 'HD_unknown', '100%', oddName]) {
        const address = backend.getPortalUrl(id);
        if (address !== undefined && !/^https?:$/.test(new URL(address).protocol)) {
          throw new Error(`getPortalUrl returned ${address}, which is no address of a page.`);
        }
      }
    },
  },
];
