import type { Metric } from '@hyperdrive-run/core';
import { expect, it } from 'vitest';
import { sparklinePoints } from './sparkline.js';

const logged = (values: readonly number[]): Metric => ({
  kind: 'scalar',
  name: 'loss',
  valueType: 'double',
  points: values.map((value) => ({ value })),
});

it('draws the lowest value at the bottom, the highest at the top, and leaves out what is not finite', () => {
  const points = sparklinePoints(logged([1, Number.NaN, 3, Number.POSITIVE_INFINITY, 2]));
  expect(points?.path).toBe('0.0,24.0 50.0,0.0 100.0,12.0');
  expect(points?.summary).toBe('3 values from 1 to 2');
});

it('draws nothing through fewer than two values', () => {
  expect([sparklinePoints(undefined), sparklinePoints(logged([1, Number.NaN]))]).toEqual([undefined, undefined]);
});

it('keeps a single peak of a long series', () => {
  const long = Array.from({ length: 10_001 }, (_, step) => (step === 7_321 ? 1 : 0));
  const points = sparklinePoints(logged(long))?.path.split(' ') ?? [];
  expect(points.length).toBe(200);
  expect(points.filter((point) => point.endsWith(',0.0'))).toHaveLength(1);
});

it('draws a metric of more values than a call takes arguments', () => {
  const long = logged(Array.from({ length: 300_000 }, (_, step) => step));
  expect(sparklinePoints(long)?.path.startsWith('0.0,24.0 ')).toBe(true);
});
