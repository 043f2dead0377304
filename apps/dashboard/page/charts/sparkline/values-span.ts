import { type Metric, usableValues } from '@hyperdrive-run/core';

/** From the lowest to the highest of some values. */
export interface ValuesSpan {
  readonly low: number;
  readonly high: number;
}

/** What lines are drawn in: the span of all that are compared, on a linear scale or a logarithmic one. */
export interface LineScale extends ValuesSpan {
  /** Only where all values are positive. */
  readonly isLog: boolean;
}

/** The span of the finite values of some metrics; `undefined` where there are none. */
export function valuesSpan(metrics: readonly (Metric | undefined)[]): ValuesSpan | undefined {
  return metrics.map(spanOf).reduce(united, undefined);
}

/** A metric is never changed, and a table asks again with each look at a sweep. */
const known = new WeakMap<Metric, ValuesSpan | undefined>();

function spanOf(metric: Metric | undefined): ValuesSpan | undefined {
  if (metric === undefined || known.has(metric)) return metric && known.get(metric);
  const span = usableValues(metric).reduce<ValuesSpan | undefined>(
    (all, { value }) => (Number.isFinite(value) ? united(all, { low: value, high: value }) : all),
    undefined,
  );
  known.set(metric, span);
  return span;
}

function united(one: ValuesSpan | undefined, other: ValuesSpan | undefined): ValuesSpan | undefined {
  if (one === undefined || other === undefined) return one ?? other;
  return { low: Math.min(one.low, other.low), high: Math.max(one.high, other.high) };
}
