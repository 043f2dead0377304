import { describe, expect, it } from 'vitest';
import type { JsonValue } from '../json/json-value.js';
import type { Metric } from '../metrics/metric.js';
import { readMetric } from '../metrics/metric-series.js';
import { summarizeChild } from '../runs/summarize-child.js';
import { childColumns } from './child-rows.js';
import type { RowSource } from './row-column.js';
import { hyperparameterColumns, metricColumns, named, seriesNames } from './user-columns.js';

const record = {
  runId: 'a',
  status: 'Completed',
  hidden: false,
  tags: new Map(),
  properties: new Map(),
  warnings: [],
} as const;

function source(given: Omit<Partial<RowSource>, 'summary'> = {}): RowSource {
  return { summary: summarizeChild(record, readMetric(undefined, 'minimize'), undefined), ...given };
}

const withHyperparameters = (values: Readonly<Record<string, JsonValue>>, areTexts?: boolean): RowSource =>
  source({ hyperparameters: new Map(Object.entries(values)), areTexts });

function scalar(name: string, ...values: number[]): Metric {
  return { kind: 'scalar', name, valueType: 'double', points: values.map((value) => ({ value })) };
}

const image: Metric = { kind: 'artifact', name: 'image', artifactType: 'azureml.v2.image', references: [] };
const withMetrics = (...metrics: Metric[]): RowSource =>
  source({ metrics: new Map(metrics.map((metric) => [metric.name, metric])) });

describe('the columns of hyperparameters', () => {
  it('are in the order in which children bring them up, with nothing where one is missing', () => {
    const columns = hyperparameterColumns([
      source(),
      withHyperparameters({ b: 1, a: null }),
      withHyperparameters({ c: [1, new Map([['x', 2]])], a: true }),
    ]);
    expect(columns).toEqual([
      { name: 'b', of: 'hyperparameter', values: [null, 1, null] },
      { name: 'a', of: 'hyperparameter', values: [null, null, true] },
      { name: 'c', of: 'hyperparameter', values: [null, null, '[1,{"x":2}]'] },
    ]);
  });

  it.each<[JsonValue[], JsonValue[]]>([
    [
      ['1', '2.5'],
      [1, 2.5],
    ],
    [
      ['1', null],
      [1, null],
    ],
    [
      ['1', 'x'],
      ['1', 'x'],
    ],
    [
      ['1', true],
      ['1', true],
    ],
    [
      ['1', 2n ** 60n],
      ['1', 2n ** 60n],
    ],
    [
      ['+36028797018963969', '-36028797018963969'],
      [36028797018963969n, -36028797018963969n],
    ],
    [
      ['-inf', 'NaN'],
      [Number.NEGATIVE_INFINITY, Number.NaN],
    ],
  ])('are of numbers where a service keeps texts and all are numbers: %#', (texts, expected) => {
    const [column] = hyperparameterColumns(texts.map((text) => withHyperparameters({ x: text }, true)));
    expect(column?.values).toEqual(expected);
  });

  it('are texts where the service keeps numbers as numbers, and numbers where one of them says texts', () => {
    const [kept] = hyperparameterColumns([withHyperparameters({ x: '1' }, false), withHyperparameters({ x: '2' })]);
    expect(kept?.values).toEqual(['1', '2']);
    const [read] = hyperparameterColumns([withHyperparameters({ x: '1' }, true), withHyperparameters({ x: '2' })]);
    expect(read?.values).toEqual([1, 2]);
  });
});

describe('the columns of metrics', () => {
  it('are three for each series, the last, the least and the greatest, and none of what is no series', () => {
    expect(metricColumns([withMetrics(scalar('loss', 2, 1, 3, 2), image), source(), withMetrics()], 'loss')).toEqual([
      { name: 'loss (last)', of: 'metric', values: [2, null, null] },
      { name: 'loss (min)', of: 'metric', values: [1, null, null] },
      { name: 'loss (max)', of: 'metric', values: [3, null, null] },
    ]);
  });

  it.each([
    [undefined, ['a', 'b', 'c']],
    ['b', ['b', 'a', 'c']],
    ['other', ['a', 'b', 'c']],
    ['image', ['a', 'b', 'c']],
  ])('have the primary metric %j first, the others in the order of their names', (primary, expected) => {
    const sources = [withMetrics(scalar('c', 1), image), source(), withMetrics(scalar('b', 1), scalar('a', 1))];
    expect(seriesNames(sources, primary)).toEqual(expected);
  });
});

describe('the columns of a table', () => {
  it('say what they are of, in their names too where those are taken', () => {
    const child = source({
      record,
      hyperparameters: new Map([['status', 1]]),
      metrics: new Map([['loss', scalar('loss', 1)]]),
    });
    const columns = childColumns([child], 'loss');
    const [first] = columns;
    expect(first).toEqual({ name: 'runId', of: 'run', values: ['a'] });
    expect(columns.filter(({ of }) => of !== 'run').map(({ name, of }) => [name, of])).toEqual([
      ['status (hyperparameter)', 'hyperparameter'],
      ['loss (last)', 'metric'],
      ['loss (min)', 'metric'],
      ['loss (max)', 'metric'],
    ]);
    expect(new Set(columns.map(({ name }) => name)).size).toBe(columns.length);
  });

  it('keep names that are free', () => {
    const column = { name: 'lr', of: 'hyperparameter', values: [] } as const;
    expect(named([column, column], new Set(['x']), 'hyperparameter').map(({ name }) => name)).toEqual([
      'lr',
      expect.stringContaining('lr'),
    ]);
  });

  it('have no duration where the run has not ended, and count the steps of series only', () => {
    const valueOf = (given: Omit<Partial<RowSource>, 'summary'>, wanted: string): unknown =>
      childColumns([source(given)]).find(({ name }) => name === wanted)?.values[0];
    const startTime = new Date('2026-01-01T00:00:00Z');
    expect(valueOf({ record: { ...record, startTime } }, 'durationSeconds')).toBeNull();
    expect(valueOf({ record: { ...record, endTime: startTime } }, 'durationSeconds')).toBeNull();
    expect(valueOf({ metrics: new Map([['image', image]]) }, 'steps')).toBe(0);
    expect(
      valueOf(
        {
          metrics: new Map<string, Metric>([
            ['image', image],
            ['a', scalar('a', 1, 2)],
          ]),
        },
        'steps',
      ),
    ).toBe(2);
  });
});
