import { sortChildren } from '@hyperdrive-run/core';
import { bench, describe } from 'vitest';

/**
 * A number in [0, 1) for a position, scattered as by chance and the same each time: MurmurHash3's finalizer, since multiples of
 * a prime would ascend for long stretches, which a sort by comparator merges at no cost.
 */
function scattered(position: number): number {
  const first = Math.imul(position ^ (position >>> 16), 0x85ebca6b);
  const second = Math.imul(first ^ (first >>> 13), 0xc2b2ae35);
  return ((second ^ (second >>> 16)) >>> 0) / 2 ** 32;
}

/** More children than any sweep has. */
const children = Array.from({ length: 1_000_000 }, (_, position) => ({
  runId: `HD_${position}`,
  bestPrimaryMetric: scattered(position),
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
