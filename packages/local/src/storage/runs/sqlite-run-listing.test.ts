import { InvalidArgumentError } from '@hyperdrive-run/core';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';
import type { RunStore } from '../run-store.js';
import type { RunFilter, RunOrder, RunQuery } from './run-query.js';
import type { StoredRun } from './stored-run.js';

const orders: readonly RunOrder[] = [
  'start-time-descending',
  'start-time-ascending',
  'created-descending',
  'created-ascending',
];
const runOrders = fc.constantFrom(...orders);
/** Few values, so that ties are common. */
const starts = fc.option(fc.integer({ min: 1, max: 4 }), { nil: undefined });

let parents = 0;

/** A parent of its own for each case, in one store: opening a file a case would be slow. */
function addChildren(store: RunStore, startsOfChildren: readonly (number | undefined)[]): string {
  parents += 1;
  const parentRunId = `parent_${parents}`;
  store.transaction(() => {
    for (const [n, start] of startsOfChildren.entries()) {
      store.createRun({
        scope: garden,
        runId: `${parentRunId}_${n}`,
        parentRunId,
        startTime: start === undefined ? undefined : new Date(start),
      });
    }
  });
  return parentRunId;
}

function listAll(store: RunStore, query: RunQuery, betweenPages: () => void = () => undefined): string[] {
  const ids: string[] = [];
  let continuationToken: string | undefined;
  do {
    const page = store.listRuns({ ...query, continuationToken });
    ids.push(...page.runs.map((run) => run.runId));
    continuationToken = page.continuationToken;
    if (continuationToken !== undefined) betweenPages();
  } while (continuationToken !== undefined);
  return ids;
}

/** The documented order, written down naively. */
function inOrder(runs: readonly StoredRun[], order: RunOrder): string[] {
  const sorted = runs.toSorted((a, b) => {
    if (order.startsWith('created')) return b.sequence - a.sequence;
    const startOf = (run: StoredRun): number => run.startTime?.getTime() ?? Number.POSITIVE_INFINITY;
    return startOf(a) === startOf(b) ? b.sequence - a.sequence : startOf(b) - startOf(a);
  });
  const ids = sorted.map((run) => run.runId);
  return order.endsWith('ascending') ? ids.toReversed() : ids;
}

it('lists in the documented order, whatever the size of the pages', async () => {
  const store = await openTemporaryStore();
  fc.assert(
    fc.property(
      fc.array(starts, { maxLength: 12 }),
      runOrders,
      fc.integer({ min: 1, max: 13 }),
      (times, order, pageSize) => {
        const parentRunId = addChildren(store, times);
        const children = [...store.childrenOf({ scope: garden, runId: parentRunId })];
        expect(listAll(store, { scope: garden, parentRunId, order, pageSize })).toEqual(inOrder(children, order));
      },
    ),
  );
});

it('shows each run that was there at the beginning once, while runs are added and started', async () => {
  const store = await openTemporaryStore();
  const steps = fc.array(fc.record({ start: fc.nat({ max: 11 }), add: fc.boolean() }), { maxLength: 12 });
  fc.assert(
    fc.property(
      fc.array(starts, { minLength: 1, maxLength: 12 }),
      runOrders,
      fc.integer({ min: 1, max: 4 }),
      steps,
      (times, order, pageSize, todo) => {
        const parentRunId = addChildren(store, times);
        const before = [...store.childrenOf({ scope: garden, runId: parentRunId })];
        const rest = [...todo];
        const listed = listAll(store, { scope: garden, parentRunId, order, pageSize }, () => {
          const step = rest.shift();
          const run = before[step?.start ?? -1];
          // Later than all starts so far, as a clock gives it.
          if (run !== undefined && run.startTime === undefined) {
            store.updateRun(run, { startTime: new Date(100 - rest.length) });
          }
          if (step?.add === true) store.createRun({ scope: garden, runId: crypto.randomUUID(), parentRunId });
        });
        expect(listed).toEqual(inOrder(before, order));
      },
    ),
  );
});

it('keeps to the scope: a workspace, or one experiment of it', async () => {
  const store = await openTemporaryStore();
  store.createRun({ scope: garden, runId: 'here' });
  store.createRun({ scope: { ...garden, experimentName: 'pears' }, runId: 'other experiment' });
  store.createRun({ scope: { ...garden, resourceGroup: 'park' }, runId: 'other group' });
  const { experimentName: _, ...workspace } = garden;
  expect(listAll(store, { scope: garden, pageSize: 10 })).toEqual(['here']);
  expect(listAll(store, { scope: workspace, pageSize: 10 })).toEqual(['other experiment', 'here']);
});

it.each(['', 'nonsense', Buffer.from('[1,2]').toString('base64url'), Buffer.from('[').toString('base64url')])(
  'refuses %j as a continuation token',
  async (continuationToken) => {
    const store = await openTemporaryStore();
    expect(() => store.listRuns({ scope: garden, pageSize: 1, continuationToken })).toThrow(InvalidArgumentError);
  },
);

it.each([0, -1, 1.5, Number.NaN])('refuses %j as a page size', async (pageSize) => {
  const store = await openTemporaryStore();
  expect(() => store.listRuns({ scope: garden, pageSize })).toThrow(InvalidArgumentError);
});

/** What a filter means, written down naively. */
function matches(run: StoredRun, filter: RunFilter): boolean {
  if (filter.kind !== 'compare') {
    const parts = filter.of.map((part) => matches(run, part));
    return filter.kind === 'and' ? parts.every(Boolean) : parts.some(Boolean);
  }
  const { field, operator, value } = filter;
  if (field.kind === 'tag' || field.kind === 'property') {
    const text = (field.kind === 'tag' ? run.tags : run.properties).get(field.name);
    if (value === null) return text !== undefined && (text === '') === (operator === 'eq');
    return operator === 'eq' ? text === value : text !== value;
  }
  const own = field.kind === 'time' ? run[field.name]?.getTime() : run[field.name];
  const wanted = value instanceof Date ? value.getTime() : (value ?? undefined);
  if (operator === 'eq') return own === wanted;
  if (operator === 'ne') return own !== wanted;
  if (own === undefined || wanted === undefined) return false;
  if (operator === 'gt') return own > wanted;
  if (operator === 'ge') return own >= wanted;
  return operator === 'lt' ? own < wanted : own <= wanted;
}

const words = fc.constantFrom('', 'a', 'A', "b'; --", 'Running');
const comparisons: fc.Arbitrary<RunFilter> = fc.oneof(
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.record({
      kind: fc.constant('run' as const),
      name: fc.constantFrom('runId', 'status', 'runType', 'name'),
    }),
    operator: fc.constantFrom('eq', 'ne'),
    value: fc.option(words),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.record({ kind: fc.constantFrom('tag', 'property'), name: words }),
    operator: fc.constantFrom('eq', 'ne'),
    value: fc.option(words),
  }),
  fc.record({
    kind: fc.constant('compare' as const),
    field: fc.record({ kind: fc.constant('time' as const), name: fc.constantFrom('startTime', 'endTime') }),
    operator: fc.constantFrom('eq', 'ne', 'gt', 'ge', 'lt', 'le'),
    value: fc.integer({ min: 1, max: 4 }).map((time) => new Date(time)),
  }),
);
const filters = fc.letrec<{ filter: RunFilter }>((tie) => ({
  filter: fc.oneof(
    { maxDepth: 3 },
    comparisons,
    fc.record({ kind: fc.constantFrom('and', 'or'), of: fc.array(tie('filter'), { maxLength: 3 }) }),
  ),
})).filter;

it('filters exactly as the filter says', async () => {
  const store = await openTemporaryStore();
  const runs = fc.record({
    status: words,
    runType: fc.option(words, { nil: undefined }),
    name: fc.option(words, { nil: undefined }),
    start: starts,
    tags: fc.array(fc.tuple(words, words), { maxLength: 3 }),
  });
  fc.assert(
    fc.property(fc.array(runs, { maxLength: 6 }), filters, (all, filter) => {
      parents += 1;
      const parentRunId = `parent_${parents}`;
      const created = all.map((run, n) =>
        store.createRun({
          ...run,
          scope: garden,
          runId: `${parentRunId}_${n}`,
          parentRunId,
          startTime: run.start === undefined ? undefined : new Date(run.start),
          tags: new Map(run.tags),
          properties: new Map(run.tags.map(([name, value]) => [value, name])),
        }),
      );
      const wanted = created.filter((run) => matches(run, filter)).map((run) => run.runId);
      expect(listAll(store, { scope: garden, parentRunId, filter, order: 'created-ascending', pageSize: 3 })).toEqual(
        wanted,
      );
    }),
  );
});

it('takes a filter that names a thousand runs', async () => {
  const store = await openTemporaryStore();
  const parentRunId = addChildren(store, Array.from({ length: 3 }));
  const of = Array.from(
    { length: 3000 },
    (_, n): RunFilter => ({
      kind: 'compare',
      field: { kind: 'run', name: 'runId' },
      operator: 'eq',
      value: `${parentRunId}_${n}`,
    }),
  );
  expect(store.listRuns({ scope: garden, filter: { kind: 'or', of }, pageSize: 10 }).runs).toHaveLength(3);
});
