import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareByGoal, type PrimaryMetricGoal } from '../ranking/primary-metric.js';
import type { Metric, MetricCell } from './metric.js';
import { readMetric } from './metric-series.js';

function scalar(...values: MetricCell[]): Metric {
  return {
    kind: 'scalar',
    name: 'accuracy',
    valueType: 'double',
    points: values.map((value, step) => ({ value, step })),
  };
}

const goals = fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize');
const cells: fc.Arbitrary<MetricCell> = fc.oneof(
  fc.double(),
  fc.constant(Number.NaN),
  fc.constantFrom(0, -0, Number.POSITIVE_INFINITY),
  fc.string(),
  fc.boolean(),
  fc.constant(null),
);

describe('readMetric', () => {
  it('gives the extreme of all values that are numbers, wherever NaN is among them', () => {
    fc.assert(
      fc.property(fc.array(cells), goals, (values, goal) => {
        const numbers = values.filter((value): value is number => typeof value === 'number' && !Number.isNaN(value));
        const reading = readMetric(scalar(...values), goal);
        if (numbers.length === 0) {
          expect(reading).toEqual({ kind: 'missing', reason: 'not-a-number' });
          return;
        }
        if (reading.kind !== 'value') throw new Error('A value was expected.');
        expect(numbers.every((value) => compareByGoal(goal, reading.value, value) <= 0)).toBe(true);
        expect(values[reading.origin?.index ?? -1]).toBe(reading.value);
      }),
    );
  });

  it('distinguishes a metric that was never logged from one that contains no number', () => {
    expect(readMetric(undefined, 'maximize')).toEqual({ kind: 'missing', reason: 'not-logged' });
    expect(readMetric(scalar(Number.NaN), 'maximize')).toEqual({ kind: 'missing', reason: 'not-a-number' });
    expect(readMetric(scalar(true, false), 'maximize')).toEqual({ kind: 'missing', reason: 'not-a-number' });
    expect(readMetric(scalar('0.9'), 'maximize')).toEqual({ kind: 'missing', reason: 'not-a-number' });
  });

  it('counts neither tables nor artifacts', () => {
    const table: Metric = {
      kind: 'table',
      name: 'accuracy',
      columns: new Map([['a', 'double']]),
      rows: [{ cells: new Map([['a', 1]]) }],
    };
    const image: Metric = { kind: 'artifact', name: 'accuracy', artifactType: 'azureml.v2.image', references: [] };
    expect(readMetric(table, 'maximize')).toEqual({ kind: 'missing', reason: 'not-a-number' });
    expect(readMetric(image, 'maximize')).toEqual({ kind: 'missing', reason: 'not-a-number' });
  });

  it('counts infinities and 0 as ordinary numbers', () => {
    expect(readMetric(scalar(1, Number.POSITIVE_INFINITY), 'maximize')).toMatchObject({
      value: Number.POSITIVE_INFINITY,
    });
    expect(readMetric(scalar(3, 0), 'minimize')).toMatchObject({ value: 0 });
  });

  it('names the first of equal extremes as where the value was logged', () => {
    expect(readMetric(scalar(1, 5, 5), 'maximize')).toMatchObject({ value: 5, origin: { index: 1, step: 1 } });
  });

  it('gives the last usable value under the scope last', () => {
    expect(readMetric(scalar(9, 4, Number.NaN), 'maximize', 'last')).toMatchObject({ value: 4, origin: { index: 1 } });
  });

  it('gives the mean of the usable values under the scope average', () => {
    expect(readMetric(scalar(1, Number.NaN, 3), 'minimize', 'average')).toEqual({
      kind: 'value',
      value: 2,
      origin: undefined,
    });
    expect(readMetric(scalar(1e308, 1e308), 'minimize', 'average')).toMatchObject({ value: 1e308 });
    const bothInfinities = scalar(Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY);
    expect(readMetric(bothInfinities, 'minimize', 'average')).toEqual({ kind: 'missing', reason: 'not-a-number' });
  });

  it('ranks an integer beyond 2^53 as its nearest double', () => {
    expect(readMetric(scalar(2n ** 60n, 1), 'maximize')).toMatchObject({ value: 2 ** 60 });
  });
});
