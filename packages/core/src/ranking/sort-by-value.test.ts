import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';
import { sortByValue } from './sort-by-value.js';

interface Ranked {
  readonly bestPrimaryMetric: number;
}

/** More than what is sorted by a comparator. */
const many = 20_000;
const goals = fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize');
const numbers = fc.oneof(
  fc.double({ noNaN: true }),
  fc.integer(),
  fc.constantFrom(0, -0, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.MIN_VALUE, -Number.MIN_VALUE),
);
/** Few distinct values, each many times: what ties must keep their order. */
const tied = fc
  .array(numbers, { minLength: 1, maxLength: 200 })
  .map((values) => Array.from({ length: many }, (_, place) => values[(place * 7919) % values.length] ?? 0));
const scattered = fc
  .float64Array({ minLength: many, maxLength: many, noNaN: true })
  .map((values): number[] => Array.from(values));

/** Values that only their lower bits tell apart: some next to each other, or all of them in disorder. */
const near = fc
  .record({ base: fc.constantFrom(1, -1, 1e300, -1e-300), groups: fc.constantFrom(1, 7, 2000), steps: fc.nat(2 ** 20) })
  .map(({ base, groups, steps }) =>
    Array.from({ length: many }, (_, place) => {
      const group = base * (1 + (place % groups));
      return group * (1 + ((place * 7919 + steps) % many) * Number.EPSILON);
    }),
  );

function itemsOf(values: readonly number[]): Ranked[] {
  return values.map((bestPrimaryMetric) => ({ bestPrimaryMetric }));
}

/** The rule: what a stable sort by a comparator returns. */
function sortByComparator(items: readonly Ranked[], goal: PrimaryMetricGoal): Ranked[] {
  return items.toSorted((a, b) => compareByGoal(goal, a.bestPrimaryMetric, b.bestPrimaryMetric));
}

/** The first place at which other objects are found: equality would compare numbers, and take tied ones for the same. */
function firstDifference(a: readonly unknown[], b: readonly unknown[]): number {
  return a.length === b.length ? a.findIndex((item, place) => item !== b[place]) : Math.min(a.length, b.length);
}

describe('sortByValue', () => {
  it('returns the very objects of a stable sort, for many and for few, ties, both zeros and infinities included', () => {
    fc.assert(
      fc.property(fc.oneof(tied, fc.array(numbers)), goals, (values, goal) => {
        const items = itemsOf(values);
        expect(firstDifference(sortByValue(items, goal), sortByComparator(items, goal))).toBe(-1);
      }),
    );
  });

  it('returns the same for many numbers that are all different', () => {
    fc.assert(
      fc.property(scattered, goals, (values, goal) => {
        const items = itemsOf(values);
        expect(firstDifference(sortByValue(items, goal), sortByComparator(items, goal))).toBe(-1);
      }),
      { numRuns: 10 },
    );
  });

  it('returns the same for numbers that are so near to each other that only their last bits differ', () => {
    fc.assert(
      fc.property(near, goals, (values, goal) => {
        const items = itemsOf(values);
        expect(firstDifference(sortByValue(items, goal), sortByComparator(items, goal))).toBe(-1);
      }),
      { numRuns: 30 },
    );
  });

  it('leaves the given array alone', () => {
    const items = itemsOf(Array.from({ length: many }, (_, place) => (place * 7919) % 101));
    const before = [...items];
    sortByValue(items, 'maximize');
    expect(firstDifference(items, before)).toBe(-1);
  });
});
