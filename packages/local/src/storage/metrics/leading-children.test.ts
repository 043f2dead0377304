import { type PrimaryMetricGoal, readMetric, sortChildren } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';
import type { RunStore } from '../run-store.js';
import type { LeadingChildrenQuery } from './leading-children.js';

const name = 'loss';
const cell: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 4, arbitrary: fc.double() },
  { weight: 2, arbitrary: fc.integer({ min: -2, max: 2 }) },
  fc.constantFrom<JsonValue>(0.1 + 0.2, 0.3, -0, 5e-324, Number.MAX_VALUE, true, null, 'x'),
  fc.constantFrom<JsonValue>(Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
);
const child = fc.record({
  cells: fc.array(cell, { maxLength: 4 }),
  status: fc.constantFrom('Completed', 'Failed', 'Running'),
});

function run<T>(work: Generator<undefined, T>): T {
  for (;;) {
    const step = work.next();
    if (step.done === true) return step.value;
  }
}

interface LoadedChild {
  readonly cells: readonly JsonValue[];
  readonly status: string;
}

function load(store: RunStore, parent: string, children: readonly LoadedChild[]): void {
  store.transaction(() => loadInto(store, parent, children));
}

function loadInto(store: RunStore, parent: string, children: readonly LoadedChild[]): void {
  store.createRun({ scope: garden, runId: parent });
  children.forEach(({ cells, status }, at) => {
    const key = store.createRun({ scope: garden, runId: `${parent}_${at}`, parentRunId: parent, status });
    const rows = cells.map((value, step) => ({
      metricId: String(step),
      name,
      metricType: 'azureml.v1.scalar',
      columns: new Map([[name, 'double']]),
      data: new Map([[name, value]]),
      time: new Date(step),
    }));
    store.appendMetricRows(key, rows);
  });
}

function valueOf(logged: JsonValue): number | bigint | null {
  if (typeof logged === 'string') return Number(logged.replace('Infinity', '1e999'));
  return typeof logged === 'number' || typeof logged === 'bigint' ? logged : null;
}

/** By the rule, with all that was logged at hand. */
function firstOf(
  children: readonly { readonly id: string; readonly cells: readonly JsonValue[] }[],
  { goal, top }: LeadingChildrenQuery,
): readonly string[] {
  const ranked = children.map(({ id, cells }) => {
    const points = cells.map((value) => ({ value: valueOf(value) }));
    const reading = readMetric({ kind: 'scalar', name, valueType: 'double', points }, goal);
    return { id, bestPrimaryMetric: reading.kind === 'value' ? reading.value : undefined };
  });
  return sortChildren(ranked, goal, { top, discardNoMetric: true }).map(({ id }) => id);
}

it('names all children that the rule may put first, of each status', async () => {
  const store = await openTemporaryStore();
  let sweeps = 0;
  const query = fc.record({
    name: fc.constant(name),
    goal: fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize'),
    top: fc.integer({ min: 1, max: 4 }),
  });
  fc.assert(
    fc.property(fc.array(child, { maxLength: 8 }), query, (children, asked) => {
      sweeps += 1;
      const parent = `sweep_${sweeps}`;
      load(store, parent, children);
      const named = new Set(run(store.findLeadingChildren({ scope: garden, runId: parent }, asked)));
      for (const status of ['Completed', 'Failed', 'Running']) {
        const ofStatus = children.flatMap((one, at) =>
          one.status === status ? [{ id: `${parent}_${at}`, cells: one.cells }] : [],
        );
        for (const id of firstOf(ofStatus, asked)) expect(named).toContain(id);
        // Of children that tie it names all: which of them comes first is for the rule to say.
        for (const id of firstOf(ofStatus.toReversed(), asked)) expect(named).toContain(id);
      }
    }),
  );
});

it('names few of many, and none where too many tie', async () => {
  const store = await openTemporaryStore();
  const status = 'Completed';
  load(
    store,
    'many',
    Array.from({ length: 1500 }, (_, at) => ({ cells: [at, at / 2], status })),
  );
  load(
    store,
    'tied',
    Array.from({ length: 1500 }, () => ({ cells: [1], status })),
  );
  const asked = { name, goal: 'maximize', top: 2 } as const;
  const find = (runId: string) => run(store.findLeadingChildren({ scope: garden, runId }, asked));
  expect(find('many')?.toSorted()).toEqual(['many_1498', 'many_1499']);
  expect(find('tied')).toBeUndefined();
});

it('looks at a series that is longer than a statement reads part by part', async () => {
  const store = await openTemporaryStore();
  const long = Array.from({ length: 4500 }, (_, at) => (at === 3000 ? 10 : at / 10_000));
  load(store, 'sweep', [
    { cells: [5], status: 'Failed' },
    { cells: long, status: 'Failed' },
  ]);
  const work = store.findLeadingChildren({ scope: garden, runId: 'sweep' }, { name, goal: 'maximize', top: 1 });
  let steps = 0;
  for (let step = work.next(); step.done !== true; step = work.next()) steps += 1;
  expect(steps).toBeGreaterThan(3);
  expect(run(store.findLeadingChildren({ scope: garden, runId: 'sweep' }, { name, goal: 'maximize', top: 1 }))).toEqual(
    ['sweep_1'],
  );
});
