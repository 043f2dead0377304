import fc from 'fast-check';
import { describe, expect, expectTypeOf, it } from 'vitest';
import type { JsonValue } from '../json/json-value.js';
import type { Metric, MetricCell } from '../metrics/metric.js';
import { readMetric } from '../metrics/metric-series.js';
import type { RunRecord } from '../runs/run.js';
import { summarizeChild } from '../runs/summarize-child.js';
import { type ChildRow, childColumns, toChildRows } from './child-rows.js';
import { type PointRow, pointColumns, toPointRows } from './point-rows.js';
import type { RowSource, RowValue } from './row-column.js';

const start = new Date('2026-01-01T00:00:00Z');

function scalar(name: string, values: readonly MetricCell[]): Metric {
  return {
    kind: 'scalar',
    name,
    valueType: 'double',
    points: values.map((value, step) => ({ value, step, time: start })),
  };
}

interface Child extends Partial<RunRecord> {
  readonly hyperparameters?: ReadonlyMap<string, JsonValue>;
  readonly metrics?: readonly Metric[];
}

function source(runId: string, { hyperparameters, metrics = [], ...more }: Child = {}): RowSource {
  const record = {
    runId,
    status: 'Completed',
    hidden: false,
    tags: new Map(),
    properties: new Map(),
    warnings: [],
    ...more,
  };
  const byName = new Map(metrics.map((metric) => [metric.name, metric]));
  const summary = summarizeChild(record, readMetric(byName.get('loss'), 'minimize'), hyperparameters);
  return { summary, record, hyperparameters, metrics: byName };
}

describe('toChildRows', () => {
  it('has a row a child with its run, its hyperparameters and its metrics', () => {
    const failed = { status: 'Failed', error: { code: 'E', message: 'out of memory' } };
    const rows = toChildRows(
      [
        source('a', {
          startTime: start,
          endTime: new Date(start.getTime() + 1500),
          hyperparameters: new Map<string, JsonValue>([
            ['lr', 0.5],
            ['layers', [1, null]],
            ['seed', 9007199254740993n],
          ]),
          metrics: [scalar('acc', [0.5, true]), scalar('loss', [3, Number.NaN, 1, 2])],
        }),
        source('b', failed),
      ],
      'loss',
    );
    expectTypeOf(rows).toEqualTypeOf<ChildRow[]>();
    expectTypeOf(rows.map(({ bestPrimaryMetric }) => bestPrimaryMetric)).toEqualTypeOf<(number | null)[]>();
    expect(rows).toEqual([
      {
        runId: 'a',
        status: 'Completed',
        startTime: start,
        endTime: new Date(start.getTime() + 1500),
        bestPrimaryMetric: 1,
        durationSeconds: 1.5,
        failureReason: null,
        steps: 4,
        bestStep: 2,
        lr: 0.5,
        layers: '[1,null]',
        seed: 9007199254740993n,
        'loss (last)': 2,
        'loss (min)': 1,
        'loss (max)': 3,
        'acc (last)': true,
        'acc (min)': 0.5,
        'acc (max)': 0.5,
      },
      {
        runId: 'b',
        status: 'Failed',
        startTime: null,
        endTime: null,
        bestPrimaryMetric: null,
        durationSeconds: null,
        failureReason: 'out of memory',
        steps: 0,
        bestStep: null,
        lr: null,
        layers: null,
        seed: null,
        'loss (last)': null,
        'loss (min)': null,
        'loss (max)': null,
        'acc (last)': null,
        'acc (min)': null,
        'acc (max)': null,
      },
    ]);
  });

  it('makes numbers of what a service keeps as text, and of nothing else', () => {
    const texts = source('a', { hyperparameters: new Map([['n', '3']]) });
    expect(toChildRows([texts])[0]?.['n']).toBe('3');
    expect(toChildRows([{ ...texts, areTexts: true }])[0]?.['n']).toBe(3);
  });

  it('has neither steps nor metrics of a child whose metrics are not known', () => {
    expect(toChildRows([{ ...source('a'), metrics: undefined }])[0]).toMatchObject({ steps: null });
  });
});

describe('toPointRows', () => {
  it('has a row a logged value, with the hyperparameters of its child', () => {
    const table: Metric = { kind: 'table', name: 'confusion', columns: new Map(), rows: [] };
    const rows = toPointRows(
      [
        source('a', {
          hyperparameters: new Map([['value', 7]]),
          metrics: [scalar('acc', ['good', false]), scalar('loss', [3, 9007199254740993n]), table],
        }),
        source('b'),
      ],
      'loss',
    );
    expectTypeOf(rows).toEqualTypeOf<PointRow[]>();
    const of = { runId: 'a', status: 'Completed', time: start, 'value (hyperparameter)': 7 };
    expect(rows).toEqual([
      { ...of, metric: 'loss', index: 0, step: 0, value: 3, text: null },
      { ...of, metric: 'loss', index: 1, step: 1, value: 9007199254740993n, text: null },
      { ...of, metric: 'acc', index: 0, step: 0, value: null, text: 'good' },
      { ...of, metric: 'acc', index: 1, step: 1, value: null, text: 'false' },
    ]);
  });
});

const name = fc.oneof(
  fc.constantFrom('loss', 'status', 'runId', 'value', 'metric', '__proto__', 'constructor', 'loss (last)', ''),
  fc.string({ maxLength: 3 }),
);
const sources = fc
  .array(
    fc.record({
      hyperparameters: fc.uniqueArray(name, { maxLength: 4 }),
      metrics: fc.uniqueArray(name, { maxLength: 4 }),
      values: fc.array(fc.oneof(fc.double(), fc.string(), fc.constant(null)), { maxLength: 3 }),
    }),
    { maxLength: 4 },
  )
  .map((children) =>
    children.map(({ hyperparameters, metrics, values }, at) =>
      source(`HD_${at}`, {
        hyperparameters: new Map(hyperparameters.map((each) => [each, at])),
        metrics: metrics.map((each) => scalar(each, values)),
      }),
    ),
  );

/** What the columns say, as rows. */
function transposed(columns: ReturnType<typeof childColumns>, count: number): Record<string, RowValue | undefined>[] {
  return Array.from({ length: count }, (_, row) =>
    Object.fromEntries(columns.map(({ name: column, values }) => [column, values[row]])),
  );
}

describe('rows and columns, whatever the names are', () => {
  it('have one name for each column, in the same order in every row', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const columns = childColumns(all, 'loss');
        const names = columns.map((column) => column.name);
        expect(new Set(names).size).toBe(names.length);
        for (const row of toChildRows(all, 'loss')) expect(new Set(Object.keys(row))).toEqual(new Set(names));
        expect(toChildRows(all, 'loss')).toEqual(transposed(columns, all.length));
      }),
    );
  });

  it('have all that was logged, once', () => {
    fc.assert(
      fc.property(sources, (all) => {
        const logged = all.flatMap(({ metrics }) =>
          [...(metrics?.values() ?? [])].flatMap((metric) => (metric.kind === 'scalar' ? metric.points : [])),
        );
        const rows = toPointRows(all, 'loss');
        expect(rows).toHaveLength(logged.length);
        expect(rows).toEqual(transposed(pointColumns(all, 'loss'), logged.length));
      }),
    );
  });
});
