import type { MetricPoint } from '@hyperdrive-run/core';
import { toDate } from '../runs/to-date.js';
import { storedInfinity } from '../wire/constants.js';
import type { MetricValueDto } from '../wire/metric-dto.js';

const words: ReadonlyMap<string, number> = new Map([
  ['nan', Number.NaN],
  ['infinity', Number.POSITIVE_INFINITY],
  ['inf', Number.POSITIVE_INFINITY],
  ['-infinity', Number.NEGATIVE_INFINITY],
  ['-inf', Number.NEGATIVE_INFINITY],
]);

function toNumber(value: MetricValueDto['value']): number | null {
  if (value === undefined) return null;
  if (typeof value !== 'string') return Number(value);
  const text = value.trim();
  if (text === '') return null;
  const number = words.get(text.toLowerCase()) ?? Number(text);
  return Number.isNaN(number) && text.toLowerCase() !== 'nan' ? null : number;
}

function toWhole(value: number | string | undefined): number | undefined {
  const number = value === undefined || value === '' ? Number.NaN : Number(value);
  return Number.isFinite(number) ? number : undefined;
}

/** A logged value as the rules know it. The largest double is what an infinity becomes in a database. */
export function toPoint({ value, timestamp, step }: MetricValueDto): MetricPoint {
  const number = toNumber(value);
  const isInfinite = number !== null && Math.abs(number) === storedInfinity;
  return {
    value: isInfinite ? Math.sign(number) * Number.POSITIVE_INFINITY : number,
    step: toWhole(step),
    time: toDate(toWhole(timestamp)),
  };
}
