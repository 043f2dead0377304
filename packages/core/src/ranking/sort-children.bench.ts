import { bench, describe } from 'vitest';
import { sortChildren } from './sort-children.js';

/** More children than any sweep has, in an order that looks random and is the same each time. */
const children = Array.from({ length: 1_000_000 }, (_, position) => ({
  runId: `HD_${position}`,
  bestPrimaryMetric: ((position * 7919) % 1_000_003) / 1_000_003,
}));
const values = Float64Array.from(children, ({ bestPrimaryMetric }) => bestPrimaryMetric);

describe('the top ten of 1,000,000 children', () => {
  bench('the largest of a typed array, the floor', () => {
    let largest = Number.NEGATIVE_INFINITY;
    for (const value of values) if (value > largest) largest = value;
    if (largest < 0) throw new Error('No value is negative.');
  });

  bench('sortChildren with top', () => {
    sortChildren(children, 'maximize', { top: 10 });
  });
});

describe('1,000,000 children sorted', () => {
  bench('toSorted with a comparator, the peer', () => {
    children.toSorted((a, b) => b.bestPrimaryMetric - a.bestPrimaryMetric);
  });

  bench('sortChildren', () => {
    sortChildren(children, 'maximize');
  });
});
