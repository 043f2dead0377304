import type { RunStatus } from '@hyperdrive-run/core';
import { assertRejects, assertSame } from './assert-same.js';
import { type ContractCase, lacks } from './contract-case.js';
import { collect, contractScope as scope } from './contract-scope.js';
import { makeSweep } from './sweep-fixture.js';

const oddName = `a b/c:d?e#f%20'"ü___proto__`;

/** Runs, and listings of them. */
export const contractRunCases: readonly ContractCase[] = [
  {
    name: 'returns a run with its tags and properties, whatever their names and values contain',
    run: async (harness) => {
      const odd = new Map([
        ['__proto__', 'a'],
        [oddName, oddName],
      ]);
      const sweep = makeSweep({ scope, tags: odd, properties: odd, children: [{}] });
      const run = await (await harness.open([sweep])).getRun(sweep.parent.record.runId);
      assertSame(run.status, 'Completed', 'status');
      for (const [name, value] of odd) {
        const expected = lacks(harness, 'tags') ? undefined : value;
        assertSame(run.tags.get(name), expected, `tag ${name}`);
        assertSame(run.properties.get(name), expected, `property ${name}`);
      }
    },
  },
  {
    name: 'returns the status of the sweep, which need not be that of its children',
    run: async (harness) => {
      const sweep = makeSweep({ scope, status: 'Failed', children: [{}, { status: 'Failed' }] });
      const { status } = await (await harness.open([sweep])).getRun(sweep.parent.record.runId);
      assertSame(status, lacks(harness, 'status') ? 'Completed' : 'Failed', 'status');
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
    run: async (harness) => {
      const children = Array.from({ length: 12 }, (_, position) => ({ hidden: position === 4 }));
      const sweep = makeSweep({ scope, children });
      const backend = await harness.open([sweep]);
      const id = sweep.parent.record.runId;
      const expected = sweep.children.map(({ record }) => record.runId).toReversed();
      if (!lacks(harness, 'hidden')) expected.splice(expected.indexOf(`${id}_4`), 1);
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
    run: async (harness) => {
      const sweep = makeSweep({ scope, runId: 'HD_deep', children: [{}, {}] });
      const [first] = sweep.children;
      if (first === undefined) throw new Error('The sweep has no child.');
      const below = { ...first.record, runId: 'HD_deep_0 fold/1', parentRunId: 'HD_deep_0' };
      const backend = await harness.open([{ ...sweep, children: [...sweep.children, { ...first, record: below }] }]);
      const idsOf = async (recursive: boolean): Promise<string[]> =>
        (await collect(backend.listChildRuns('HD_deep', { recursive }))).map(({ runId }) => runId).toSorted();
      assertSame(await idsOf(false), ['HD_deep_0', 'HD_deep_1'], 'children');
      const all = ['HD_deep_0', 'HD_deep_0 fold/1', 'HD_deep_1'];
      assertSame(await idsOf(true), lacks(harness, 'nested') ? await idsOf(false) : all, 'all below');
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
    run: async (harness) => {
      // What has no status of its own has that of its children, which is never Failed.
      const third = lacks(harness, 'status') ? 'NotStarted' : 'Failed';
      const made = ['Completed', 'Running', third, 'Completed'].map((status, position) =>
        makeSweep({
          scope,
          runId: `HD_${position}`,
          status,
          startTime: new Date(Date.UTC(2026, 0, position + 1)),
          children: status === third ? [] : [{ status }],
        }),
      );
      // Loaded in another order than they started.
      const backend = await harness.open(made.toReversed());
      const idsOf = async (status?: readonly RunStatus[]): Promise<string[]> =>
        (await collect(backend.listSweeps({ status }))).map(({ runId }) => runId);
      const among = (...ids: readonly string[]): readonly string[] =>
        lacks(harness, 'sweeps') ? ids.filter((id) => id === 'HD_3') : ids;
      assertSame(await idsOf(), among('HD_3', 'HD_2', 'HD_1', 'HD_0'), 'all sweeps');
      assertSame(await idsOf(['Completed']), among('HD_3', 'HD_0'), 'those that completed');
      assertSame(await idsOf(['Running', third, 'Brooding']), among('HD_2', 'HD_1'), `those that run or are ${third}`);
      assertSame(await idsOf([]), [], 'those of no status');
    },
  },
  {
    name: 'finds the runs of another scope only through withScope',
    run: async (harness) => {
      const here = makeSweep({ scope });
      const there = makeSweep({ scope: { ...scope, workspaceName: 'other' }, runId: 'HD_there' });
      const backend = await harness.open([here, there]);
      await assertRejects(backend.getRun('HD_there'), 'run-not-found', 'the run in the first workspace');
      const other = backend.withScope({ workspaceName: 'other' }).getRun('HD_there');
      if (lacks(harness, 'scopes')) return assertRejects(other, 'run-not-found', 'the run in the other workspace');
      const found = await other;
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
