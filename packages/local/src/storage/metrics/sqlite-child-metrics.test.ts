import { readMetric } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';
import type { RunKey } from '../run-key.js';
import type { RunStore } from '../run-store.js';
import type { ChildMetric, ChildMetricsQuery } from './child-metric.js';
import type { NewMetricRow, StoredMetricRow } from './stored-metric.js';

/** As a number column reads a cell; the rest of what clients do with cells is tested where they are read. */
function valueOf(cell: JsonValue | undefined): number | bigint | string | boolean | null {
  if (cell === 'Infinity') return Number.POSITIVE_INFINITY;
  if (cell === '-Infinity') return Number.NEGATIVE_INFINITY;
  if (cell === 'NaN') return Number.NaN;
  return typeof cell === 'object' || cell === undefined ? null : cell;
}

/** Without the rests between two parts. */
function childMetrics(store: RunStore, parent: RunKey, query: ChildMetricsQuery): readonly ChildMetric[] {
  return [...store.readChildMetrics(parent, query)].filter((child) => child !== undefined);
}

function pointsOf(rows: readonly StoredMetricRow[], name: string) {
  return rows.map(({ data, step, time }) => ({ value: valueOf(data.get(name)), step, time }));
}

/** The reading from the rows that were picked, beside the one from all rows. */
function bothReadings(
  store: RunStore,
  query: ChildMetricsQuery,
  parent: string,
): readonly (readonly [unknown, unknown])[] {
  const { name, goal, scope } = query;
  return childMetrics(store, { scope: garden, runId: parent }, query).map(({ runId, metric, rows }) => {
    const all = metric && store.readMetricRows({ scope: garden, runId }, name);
    const read = (some: readonly StoredMetricRow[] | undefined) =>
      readMetric(some && { kind: 'scalar', name, valueType: 'double', points: pointsOf(some, name) }, goal, scope);
    const picked = read(metric && rows);
    const origin = picked.kind === 'value' ? picked.origin : undefined;
    const index = rows[origin?.index ?? 0]?.position ?? 0;
    return [origin === undefined ? picked : { ...picked, origin: { ...origin, index } }, read(all)];
  });
}

const number = fc.oneof(
  fc.double(),
  fc.integer({ min: -3, max: 3 }),
  fc.constantFrom(0.1, 0.1 + Number.EPSILON / 16, 0.30000000000000004, 0.3, -0, 5e-324, 1e-323, 1.7976931348623157e308),
);
const cell: fc.Arbitrary<JsonValue> = fc.oneof(
  { weight: 5, arbitrary: number },
  fc.constantFrom<JsonValue>(null, true, false, 'x', Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
);
const names = ['loss', 'a.b [c] größe', 'it\'s "quoted"', '\u0000', '__proto__', ''];

it('picks rows from which the rule reads what it reads from all of them', async () => {
  const store = await openTemporaryStore();
  let sweeps = 0;
  const series = fc.array(cell, { maxLength: 12 });
  const query = fc.record({
    name: fc.constantFrom(...names),
    goal: fc.constantFrom('maximize' as const, 'minimize' as const),
    scope: fc.constantFrom('best' as const, 'last' as const),
  });
  fc.assert(
    fc.property(fc.array(series, { maxLength: 6 }), query, (children, asked) => {
      sweeps += 1;
      const parent = `sweep_${sweeps}`;
      store.createRun({ scope: garden, runId: parent });
      children.forEach((cells, at) => {
        const run = store.createRun({ scope: garden, runId: `${parent}_${at}`, parentRunId: parent });
        store.appendMetricRows(
          run,
          cells.map((value, step) => row(asked.name, value, step)),
        );
      });
      const readings = bothReadings(store, asked, parent);
      expect(readings).toHaveLength(children.length);
      for (const [picked, all] of readings) expect(picked).toEqual(all);
    }),
  );
});

function row(name: string, value: JsonValue, step: number): NewMetricRow {
  return {
    metricId: `${name}-${step}`,
    name,
    metricType: 'azureml.v1.scalar',
    columns: new Map([[name, 'double']]),
    data: new Map([[name, value]]),
    step,
    time: new Date(step),
  };
}

it('picks few rows of many, the first of a table, and the children that are asked for', async () => {
  const store = await openTemporaryStore();
  const parent = store.createRun({ scope: garden, runId: 'sweep' });
  const ids = ['a', 'b', 'c', 'd'];
  for (const runId of ids) store.createRun({ scope: garden, runId, parentRunId: 'sweep' });
  const key = (runId: string) => ({ scope: garden, runId });
  store.appendMetricRows(
    key('a'),
    Array.from({ length: 100 }, (_, step) => row('loss', (step % 10) / 10, step)),
  );
  store.appendMetricRows(
    key('b'),
    Array.from({ length: 100 }, (_, step) => row('loss', 1, step)),
  );
  const table = { metricType: 'azureml.v1.table' };
  store.appendMetricRows(
    key('c'),
    [0, 1, 2].map((step) => ({ ...row('loss', step, step), ...table })),
  );
  const query = { name: 'loss', goal: 'maximize', scope: 'best' } as const;
  const picked = childMetrics(store, parent, query).map(({ runId, rows }) => [runId, rows.map((one) => one.position)]);
  expect(picked).toEqual([
    ['a', [9]],
    ['b', [0]],
    ['c', [0]],
    ['d', []],
  ]);
  const some = childMetrics(store, parent, { ...query, runIds: ['b', 'd', 'sweep'] });
  expect(some.map(({ runId }) => runId)).toEqual(['b', 'd']);
});

it('reads more children than one statement does, and series that are longer, in parts', async () => {
  const store = await openTemporaryStore();
  const parent = store.createRun({ scope: garden, runId: 'sweep' });
  for (let at = 0; at < 250; at += 1) {
    const run = store.createRun({ scope: garden, runId: `c${at}`, parentRunId: 'sweep' });
    const length = at === 120 ? 4500 : 2;
    store.appendMetricRows(
      run,
      Array.from({ length }, (_, step) => row('loss', at + (step === 4100 ? 0.5 : 0), step)),
    );
  }
  const found = childMetrics(store, parent, { name: 'loss', goal: 'maximize', scope: 'best' });
  expect(found.map(({ runId }) => runId)).toEqual(Array.from({ length: 250 }, (_, at) => `c${at}`));
  const long = found[120]?.rows ?? [];
  expect(long.map(({ position, data }) => [position, data.get('loss')])).toContainEqual([4100, 120.5]);
  expect(long.length).toBeLessThan(10);
});
