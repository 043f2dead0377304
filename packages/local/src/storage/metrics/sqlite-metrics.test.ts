import type { JsonValue } from '@hyperdrive-run/core/json';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { awkwardText } from '../__fixtures__/awkward-text.js';
import { garden } from '../__fixtures__/garden-scope.js';
import { openTemporaryStore } from '../__fixtures__/open-temporary-store.js';
import { rowsAtOnce } from './ordered-rows.js';
import type { MetricRowsRange, NewMetricRow } from './stored-metric.js';

/** What a walk returns, and how often others get their turn meanwhile. */
function toEnd<T>(walk: Generator<undefined, T>): { readonly result: T; readonly pauses: number } {
  for (let pauses = 0; ; pauses += 1) {
    const step = walk.next();
    if (step.done === true) return { result: step.value, pauses };
  }
}

const logged: fc.Arbitrary<JsonValue> = fc.oneof(
  fc.double(),
  fc.integer(),
  fc.bigInt({ min: 2n ** 53n, max: 2n ** 70n }),
  fc.boolean(),
  awkwardText,
  fc.constantFrom(null, -0, Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY),
);

const metricRows: fc.Arbitrary<NewMetricRow> = fc.record(
  {
    metricId: awkwardText,
    name: fc.constantFrom('loss', 'Stärke: ', '__proto__'),
    metricType: fc.constantFrom('azureml.v1.scalar', 'azureml.v1.table', 'azureml.v2.image'),
    columns: fc.array(fc.tuple(awkwardText, fc.constantFrom('int', 'double', 'string'))).map((pairs) => new Map(pairs)),
    data: fc.array(fc.tuple(awkwardText, logged), { maxLength: 4 }).map((pairs) => new Map(pairs)),
    step: fc.oneof(fc.integer(), fc.double({ noNaN: true })),
    time: fc.date({ min: new Date(0), max: new Date(4e12), noInvalidDate: true }),
  },
  { requiredKeys: ['metricId', 'name', 'metricType', 'columns', 'data', 'time'] },
);

let runs = 0;

it('gives back rows in the order in which they were committed, each id once, with every digit', async () => {
  const store = await openTemporaryStore();
  fc.assert(
    fc.property(fc.array(fc.array(metricRows, { maxLength: 5 }), { maxLength: 4 }), (batches) => {
      runs += 1;
      const run = store.createRun({ scope: garden, runId: `run_${runs}` });
      const seen = new Set<string>();
      const wanted: NewMetricRow[] = [];
      for (const batch of batches) {
        const added = batch.filter((row) => !seen.has(row.metricId) && seen.add(row.metricId));
        expect(store.appendMetricRows(run, batch)).toEqual(added);
        wanted.push(...added);
      }
      expect(store.listMetrics(run).map((metric) => metric.name)).toEqual([...new Set(wanted.map((row) => row.name))]);
      for (const { name } of store.listMetrics(run)) {
        const rows = store
          .readMetricRows(run, name)
          .map(({ metricId, data, time, step }) => ({ metricId, data, time, step }));
        const same = wanted.filter((row) => row.name === name);
        expect(rows).toEqual(same.map(asRead));
      }
    }),
  );
});

/** Non-finite cells come back as the protocol writes them; the sign of a zero is kept in cells, a step needs none. */
function asRead({ metricId, data, time, step }: NewMetricRow): unknown {
  const cells = [...data].map(([name, cell]): [string, JsonValue] => [
    name,
    typeof cell === 'number' && !Number.isFinite(cell) ? String(cell) : cell,
  ]);
  return { metricId, data: new Map(cells), time, step: step === 0 ? 0 : step };
}

const lossRow = (metricId: string, over: Partial<NewMetricRow> = {}): NewMetricRow => ({
  metricId,
  name: 'loss',
  metricType: 'azureml.v1.scalar',
  columns: new Map([['loss', 'double']]),
  data: new Map([['loss', 0.5]]),
  time: new Date(1000),
  ...over,
});

it('takes one id in different runs for different rows', async () => {
  const store = await openTemporaryStore();
  const [a, b] = ['a', 'b'].map((runId) => store.createRun({ scope: garden, runId }));
  expect(store.appendMetricRows(a ?? never(), [lossRow('1')])).toHaveLength(1);
  expect(store.appendMetricRows(b ?? never(), [lossRow('1')])).toHaveLength(1);
});

function never(): never {
  throw new Error('not reached');
}

it('reads rows page by page, and those of a span of time', async () => {
  const store = await openTemporaryStore();
  const run = store.createRun({ scope: garden, runId: 'a' });
  store.appendMetricRows(
    run,
    Array.from({ length: 7 }, (_, n) => lossRow(String(n), { time: new Date(n * 1000) })),
  );
  const ids: string[] = [];
  let afterSequence: number | undefined;
  for (;;) {
    const page = store.readMetricRows(run, 'loss', { limit: 3, afterSequence });
    if (page.length === 0) break;
    ids.push(...page.map((one) => one.metricId));
    afterSequence = page.at(-1)?.sequence;
  }
  expect(ids).toEqual(['0', '1', '2', '3', '4', '5', '6']);
  const span = { startTime: new Date(2000), endTime: new Date(4000) };
  expect(store.readMetricRows(run, 'loss', span).map((one) => one.metricId)).toEqual(['2', '3', '4']);
  expect(store.readMetricRows(run, 'accuracy')).toEqual([]);
  expect(store.getMetric(run, 'accuracy')).toBeUndefined();
});

it('reads the latest row first: by step, then time, then commit', async () => {
  const store = await openTemporaryStore();
  const run = store.createRun({ scope: garden, runId: 'r' });
  const row = (metricId: string, step: number | undefined, time: number): NewMetricRow => ({
    metricId,
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    columns: new Map([['loss', 'double']]),
    data: new Map([['loss', 1]]),
    step,
    time: new Date(time),
  });
  store.appendMetricRows(run, [
    row('a', 2, 10),
    row('b', undefined, 90),
    row('c', 5, 1),
    row('d', 5, 1),
    row('e', 0, 99),
  ]);

  expect(toEnd(store.findLatestMetricRow(run, 'loss')).result?.metricId).toBe('d');
  expect(toEnd(store.findLatestMetricRow(run, 'other')).result).toBeUndefined();
});

it('knows the columns of all rows, and that 1 and then 1.5 are doubles', async () => {
  const store = await openTemporaryStore();
  const run = store.createRun({ scope: garden, runId: 'a' });
  store.appendMetricRows(run, [lossRow('1', { columns: new Map([['x', 'int']]) })]);
  store.appendMetricRows(run, [
    lossRow('2', {
      columns: new Map([
        ['x', 'double'],
        ['y', 'none'],
      ]),
    }),
    lossRow('3', {
      metricType: 'azureml.v1.table',
      columns: new Map([
        ['x', 'string'],
        ['y', 'bool'],
        ['z', 'int'],
      ]),
    }),
  ]);
  expect(store.getMetric(run, 'loss')).toEqual({
    name: 'loss',
    metricType: 'azureml.v1.scalar',
    columns: new Map([
      ['x', 'double'],
      ['y', 'bool'],
      ['z', 'int'],
    ]),
  });
});

it('adds a delivery of any length in its order, and repeats nothing of one that comes again with more', async () => {
  const store = await openTemporaryStore();
  const run = store.createRun({ scope: garden, runId: 'a' });
  const rows = Array.from({ length: 235 }, (_, n) => lossRow(String(n), { name: n % 3 === 0 ? 'loss' : `m${n}` }));
  expect(store.appendMetricRows(run, rows.slice(0, 117))).toEqual(rows.slice(0, 117));
  expect(store.appendMetricRows(run, rows)).toEqual(rows.slice(117));
  expect(store.listMetrics(run).map(({ name }) => name)).toEqual([...new Set(rows.map(({ name }) => name))]);
  const wanted = rows.filter(({ name }) => name === 'loss').map(({ metricId }) => metricId);
  expect(store.readMetricRows(run, 'loss').map(({ metricId }) => metricId)).toEqual(wanted);
});

it('refuses rows that would give a metric more than 1000 columns, and adds none of them', async () => {
  const store = await openTemporaryStore();
  const run = store.createRun({ scope: garden, runId: 'a' });
  const wide = (metricId: string, from: number, count: number): NewMetricRow => {
    const columns = Array.from({ length: count }, (_, n): [string, 'int'] => [`c${from + n}`, 'int']);
    return lossRow(metricId, { columns: new Map(columns) });
  };
  store.appendMetricRows(run, [wide('1', 0, 600)]);
  expect(() => store.appendMetricRows(run, [lossRow('2', { name: 'other' }), wide('3', 600, 401)])).toThrow(
    'the number of columns of metric "loss" is 1001, but takes 1000 at most',
  );
  expect(store.listMetrics(run).map(({ name }) => name)).toEqual(['loss']);
  expect(store.appendMetricRows(run, [wide('4', 600, 400)])).toHaveLength(1);
  expect(store.getMetric(run, 'loss')?.columns.size).toBe(1000);
});

describe('a series that is longer than one statement looks at', () => {
  const count = 2 * rowsAtOnce + 700;

  async function storeSeries(timeOf: (n: number) => number, stepOf: (n: number) => number | undefined) {
    const store = await openTemporaryStore();
    const run = store.createRun({ scope: garden, runId: 'a' });
    const rows = Array.from({ length: count }, (_, n) => ({
      ...lossRow(`row-${n}`),
      step: stepOf(n),
      time: new Date(timeOf(n)),
    }));
    store.appendMetricRows(run, rows);
    const ordered = (by: (row: NewMetricRow) => readonly [number, number]): readonly string[] =>
      rows
        .map((row, n) => [...by(row), n] as const)
        .toSorted((a, b) => a[0] - b[0] || a[1] - b[1] || a[2] - b[2])
        .map(([, , n]) => `row-${n}`);
    return {
      read: (range: MetricRowsRange) => [...store.readMetricRowsByTime(run, 'loss', range)],
      latest: () => toEnd(store.findLatestMetricRow(run, 'loss')),
      byTime: ordered(({ time, step }) => [time.getTime(), step ?? 0]),
      byStep: ordered(({ time, step }) => [step ?? 0, time.getTime()]),
    };
  }

  it.each<[string, (n: number) => number]>([
    ['as it was committed', (n) => n],
    ['backwards', (n) => count - n],
    ['with many of one time, in no order', (n) => (n * 7919) % 1000],
  ])('is read in parts by time where that is %s', async (_, timeOf) => {
    const { read, latest, byTime, byStep } = await storeSeries(timeOf, (n) =>
      n % 5 === 0 ? undefined : (n * 31) % 97,
    );
    const all = read({ offset: 0, limit: count });
    expect(all.flatMap((row) => row?.metricId ?? [])).toEqual(byTime);
    expect(all.filter((row) => row === undefined).length).toBeGreaterThan(2);
    expect(read({ offset: 5100, limit: 600 }).flatMap((row) => row?.metricId ?? [])).toEqual(byTime.slice(5100, 5700));
    const { result, pauses } = latest();
    expect([result?.metricId, pauses]).toEqual([byStep.at(-1), 2]);
  });
});
