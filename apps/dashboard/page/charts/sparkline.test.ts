import type { Metric } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import type { ChartPoint } from './chart.js';
import { layoutSparkline } from './sparkline.js';

const size = { width: 100, height: 24 };

const pointsOf = (metric: Metric): readonly ChartPoint[] => layoutSparkline(metric, size)?.marks[0]?.points ?? [];

const logged = (values: readonly number[]): Metric => ({
  kind: 'scalar',
  name: 'loss',
  valueType: 'double',
  points: values.map((value) => ({ value })),
});

it('draws the lowest value at the bottom, the highest at the top, and leaves out what is not finite', () => {
  expect(layoutSparkline(logged([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2]), size)).toEqual({
    size,
    marks: [
      {
        kind: 'line',
        points: [
          [0, 24],
          [50, 0],
          [100, 12],
        ],
      },
    ],
    summary: '3 values from 1 to 2',
  });
});

it('draws nothing through fewer than two values', () => {
  expect([layoutSparkline(undefined, size), layoutSparkline(logged([1, Number.NaN]), size)]).toEqual([
    undefined,
    undefined,
  ]);
});

it('keeps a single peak of a long series', () => {
  const long = Array.from({ length: 10_001 }, (_, step) => (step === 7_321 ? 1 : 0));
  const points = pointsOf(logged(long));
  expect(points.length).toBe(200);
  expect(points.filter(([, y]) => y === 0)).toHaveLength(1);
});

it('draws a metric of more values than a call takes arguments', () => {
  const long = logged(Array.from({ length: 300_000 }, (_, step) => step));
  expect(pointsOf(long)[0]).toEqual([0, 24]);
});
