import type { MetricPoint } from '@hyperdrive-run/core';
import type { JsonValue } from '@hyperdrive-run/core/json';
import { cellFromJson } from './cell-json.js';
import { readTime } from './read-time.js';

/**
 * The points of a metric as a snapshot keeps them: those that are numbers as numbers alone, in a fifth of the memory of the
 * objects. A sweep has very many points, and most of them are never asked for.
 */
export type KeptPoints = Float64Array | readonly MetricPoint[];

/** A point is kept as its value, its step and its time; NaN is no step, and no time. */
const numbersOfPoint = 3;

/** @param written points as they are in the file, each a list that begins with a cell */
export function keepPoints(written: readonly (readonly JsonValue[])[]): KeptPoints {
  const numbers = new Float64Array(written.length * numbersOfPoint);
  let at = 0;
  for (const point of written) {
    const value = valueOf(point);
    if (typeof value !== 'number') return written.map((each) => toPoint(valueOf(each), stepOf(each), timeOf(each)));
    numbers[at] = value;
    numbers[at + 1] = stepOf(point);
    numbers[at + 2] = timeOf(point);
    at += numbersOfPoint;
  }
  return numbers;
}

/** The points that are kept, made anew each time. */
export function toPoints(kept: KeptPoints): readonly MetricPoint[] {
  if (!(kept instanceof Float64Array)) return kept;
  const points: MetricPoint[] = [];
  for (let at = 0; at < kept.length; at += numbersOfPoint) {
    points.push(toPoint(kept[at] ?? null, kept[at + 1] ?? Number.NaN, kept[at + 2] ?? Number.NaN));
  }
  return points;
}

/** What is not said is no field, and each point is made at once: one that grows takes twice the memory. */
function toPoint(value: MetricPoint['value'], step: number, time: number): MetricPoint {
  const hasStep = !Number.isNaN(step);
  if (Number.isNaN(time)) return hasStep ? { value, step } : { value };
  return hasStep ? { value, step, time: new Date(time) } : { value, time: new Date(time) };
}

function valueOf([cell = null]: readonly JsonValue[]): MetricPoint['value'] {
  return typeof cell === 'number' ? cell : (cellFromJson(cell) ?? null);
}

/** The step of a point or row; NaN where it has none. */
export function stepOf([, step]: readonly JsonValue[]): number {
  return typeof step === 'number' ? step : Number.NaN;
}

/** The time of a point or row in milliseconds since 1970; NaN where it has none. */
export function timeOf([, , time]: readonly JsonValue[]): number {
  return typeof time === 'string' ? readTime(time) : Number.NaN;
}
