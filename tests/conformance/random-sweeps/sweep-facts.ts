import type { MetricCell } from '@hyperdrive-run/core';
import type { DescribedChild, DescribedMetric, DescribedSweep } from './arbitrary-sweep.js';

/** A described sweep, with what features and rules about it ask for. */
export interface SweepFacts {
  readonly sweep: DescribedSweep;
  /** The children but for the one that prepares. */
  readonly trials: readonly DescribedChild[];
  /** What was logged under the primary metric's name, by child. */
  readonly primary: readonly DescribedMetric[];
  /** All values of it. */
  readonly logged: readonly MetricCell[];
  /** All other metrics. */
  readonly others: readonly DescribedMetric[];
  /** The best of each child that has one. */
  readonly bests: readonly number[];
}

/** Looks a described sweep over. */
export function factsOf(sweep: DescribedSweep): SweepFacts {
  const metrics = sweep.children.flatMap((child) => child.metrics);
  const primary = metrics.filter(({ name }) => name === sweep.metric);
  return {
    sweep,
    trials: sweep.children.filter(({ suffix }) => suffix !== 'preparation'),
    primary,
    logged: primary.flatMap(({ values }) => values),
    others: metrics.filter(({ name }) => name !== sweep.metric),
    bests: primary.map(({ values }) => bestOf(values, sweep.goal)).filter(Number.isFinite),
  };
}

/** The best of a child's values; text in a column of doubles is its number. Infinite where there is none. */
export function bestOf(values: readonly MetricCell[], goal: DescribedSweep['goal']): number {
  const numbers = values.map(Number).filter((value) => !Number.isNaN(value));
  return goal === 'maximize' ? Math.max(...numbers) : Math.min(...numbers);
}
