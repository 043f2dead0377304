import type { Metric } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import type { ChartPoint } from './chart.js';
import { layoutSparkline } from './sparkline.js';
import { valuesSpan } from './values-span.js';

const size = { width: 100, height: 24 };

const pointsOf = (metric: Metric, all: readonly Metric[] = [metric]): readonly ChartPoint[] => {
  const span = valuesSpan(all);
  return span === undefined ? [] : (layoutSparkline(metric, size, { ...span, isLog: false })?.marks[0]?.points ?? []);
};

const logged = (values: readonly number[]): Metric => ({
  kind: 'scalar',
  name: 'loss',
  valueType: 'double',
  points: values.map((value) => ({ value })),
});

it('draws the lowest value at the bottom, the highest at the top, and leaves out what is not finite', () => {
  const scale = { low: 1, high: 3, isLog: false };
  expect(layoutSparkline(logged([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2]), size, scale)).toEqual({
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
  const span = { low: 0, high: 1, isLog: false };
  expect(layoutSparkline(undefined, size, span)).toBeUndefined();
  expect(layoutSparkline(logged([1, Number.NaN]), size, span)).toBeUndefined();
});

it('draws the lines of several on one scale, from the lowest value of all to the highest', () => {
  const [flat, steep, diverged] = [
    logged([0.77, 0.78]),
    logged([0, 1]),
    logged([Number.NaN, Number.NEGATIVE_INFINITY]),
  ];
  const all = [flat, steep, diverged, undefined];
  expect(valuesSpan(all)).toEqual({ low: 0, high: 1 });
  expect(pointsOf(steep, [flat, steep])).toEqual([
    [0, 24],
    [100, 0],
  ]);
  const heights = pointsOf(flat, [flat, steep]).map(([, y]) => Math.round(y * 100) / 100);
  expect(heights).toEqual([5.52, 5.28]);
  expect(valuesSpan([diverged, undefined])).toBeUndefined();
});

it('draws each power of ten as high as the next one on a logarithmic scale', () => {
  const line = layoutSparkline(logged([1, 10, 1000]), size, { low: 1, high: 1000, isLog: true });
  expect(line?.marks[0]?.points.map(([, y]) => y)).toEqual([24, 16, 0]);
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
