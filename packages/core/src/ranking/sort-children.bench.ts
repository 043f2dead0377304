import { bench, describe } from 'vitest';
import { sortChildren } from './sort-children.js';

/** As many children as a hundred of the largest sweeps have, in an order that looks random and is the same each time. */
const children = Array.from({ length: 100_000 }, (_, position) => ({
  runId: `HD_${position}`,
  bestPrimaryMetric: ((position * 7919) % 100_003) / 100_003,
}));

describe('the top five of 100,000 children', () => {
  bench('top: 5, by a bounded heap', () => {
    sortChildren(children, 'maximize', { top: 5 });
  });

  bench('the whole list sorted, then cut', () => {
    sortChildren(children, 'maximize').slice(0, 5);
  });
});
