import type { Metric, MetricPoint } from '@hyperdrive-run/core';
import type { CopyLoss } from '@hyperdrive-run/core/ports';
import { storedInfinity } from '../wire/constants.js';

/** One value as MLflow keeps it. */
export interface MlflowValue {
  readonly value: number;
  readonly step: number;
  /** Milliseconds since 1970. */
  readonly timestamp: number;
}

/** The values of a metric that MLflow can store, each once, and what it cannot. */
export interface MlflowValues {
  readonly values: readonly MlflowValue[];
  readonly losses: readonly CopyLoss[];
}

/**
 * Turns a metric into MLflow's values. Only numbers are kept: a text, a boolean or a table would have to become a number
 * that nobody logged. A point without a step gets 0, one without a time the run's start, as MLflow's own client does
 * for what nobody says.
 * @param runId the run where the metric comes from, for what is lost
 */
export function metricToValues(metric: Metric, runId: string, start: Date): MlflowValues {
  const losses = new Map<string, number>();
  const lose = (what: string): void => void losses.set(what, (losses.get(what) ?? 0) + 1);
  const values = new Map<string, MlflowValue>();
  if (metric.kind !== 'scalar') lose(metric.kind === 'table' ? 'tables' : 'metrics that are files');
  else {
    for (const point of metric.points) {
      const value = numberOf(point, lose);
      if (value === undefined) continue;
      const kept = { value, step: point.step ?? 0, timestamp: (point.time ?? start).getTime() };
      const key = keyOf(kept);
      // The store keeps a value, step and time once.
      if (values.has(key)) lose('points that repeat value, step and time');
      else values.set(key, kept);
    }
  }
  const name = metric.name;
  return {
    values: [...values.values()],
    losses: [...losses].map(([what, count]) => ({ what, runId, name, count })),
  };
}

/** What makes two values one to the store, which keeps no sign of a zero and an infinity as the largest number. */
export function keyOf({ value, step, timestamp }: MlflowValue): string {
  const stored = Math.abs(value) === storedInfinity ? Math.sign(value) * Number.POSITIVE_INFINITY : value + 0;
  return `${timestamp} ${step} ${stored}`;
}

function numberOf({ value }: MetricPoint, lose: (what: string) => void): number | undefined {
  if (typeof value === 'bigint') {
    const nearest = Number(value);
    if (BigInt(nearest) !== value) lose('digits of integers beyond 2^53');
    return nearest;
  }
  if (typeof value !== 'number') {
    lose(value === null ? 'empty values in metrics' : `${typeof value === 'string' ? 'text' : 'booleans'} in metrics`);
    return undefined;
  }
  if (Object.is(value, -0)) lose('signs of zeros');
  if (Math.abs(value) === storedInfinity) lose('largest numbers, which read back as infinities');
  return value;
}
