import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { InvalidArgumentError } from '../errors/invalid-argument-error.js';
import type { PrimaryMetricGoal } from './primary-metric.js';
import { hasMetric, sortChildren } from './sort-children.js';

interface Child {
  readonly runId: string;
  readonly bestPrimaryMetric: number | undefined;
}

const goals = fc.constantFrom<PrimaryMetricGoal>('maximize', 'minimize');
/** Few distinct values, so that ties are common. */
const values = fc.oneof(
  fc.constantFrom(0, -0, 1, 2, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, Number.NaN, undefined),
  fc.double(),
);
const lists: fc.Arbitrary<Child[]> = fc
  .array(values, { maxLength: 40 })
  .map((items) => items.map((bestPrimaryMetric, position) => ({ runId: `HD_${position}`, bestPrimaryMetric })));

/** The rule written down a second time, the slow way: take the best that is left, again and again. */
function sortNaively(children: readonly Child[], goal: PrimaryMetricGoal, reverse: boolean): Child[] {
  const rest = children.filter(hasMetric);
  const sorted: Child[] = [];
  const wantsLargest = (goal === 'maximize') !== reverse;
  while (rest.length > 0) {
    const numbers = rest.map((child) => child.bestPrimaryMetric);
    const extreme = wantsLargest ? Math.max(...numbers) : Math.min(...numbers);
    const [next] = rest.splice(
      numbers.findIndex((value) => value === extreme),
      1,
    );
    if (next !== undefined) sorted.push(next);
  }
  return [...sorted, ...children.filter((child) => !hasMetric(child))];
}

describe('sortChildren', () => {
  it('agrees with a naive sort that keeps ties in the order given, in both directions', () => {
    fc.assert(
      fc.property(lists, goals, fc.boolean(), (children, goal, reverse) => {
        expect(sortChildren(children, goal, { reverse })).toEqual(sortNaively(children, goal, reverse));
      }),
    );
  });

  it('returns a permutation of the children and leaves the given array alone', () => {
    fc.assert(
      fc.property(lists, goals, fc.boolean(), (children, goal, reverse) => {
        const before = [...children];
        const sorted = sortChildren(children, goal, { reverse });
        expect(new Set(sorted)).toEqual(new Set(children));
        expect(sorted).toHaveLength(children.length);
        expect(children).toEqual(before);
      }),
    );
  });

  it('gives with top the same as the first of the whole list', () => {
    fc.assert(
      fc.property(
        lists,
        goals,
        fc.boolean(),
        fc.boolean(),
        fc.nat({ max: 45 }),
        (children, goal, reverse, discardNoMetric, top) => {
          const whole = sortChildren(children, goal, { reverse, discardNoMetric });
          expect(sortChildren(children, goal, { top, reverse, discardNoMetric })).toEqual(
            top === 0 ? whole : whole.slice(0, top),
          );
        },
      ),
    );
  });

  it('gives with top the first of the whole list of many children, however often what is best so far changes', () => {
    fc.assert(
      fc.property(
        fc.array(values, { minLength: 1, maxLength: 50 }),
        fc.constantFrom(-1, 0, 1),
        goals,
        fc.boolean(),
        fc.integer({ min: 1, max: 300 }),
        (items, slope, goal, reverse, top) => {
          const children = Array.from({ length: 1000 }, (_, position): Child => {
            const value = items[position % items.length];
            return { runId: `HD_${position}`, bestPrimaryMetric: value && value + slope * position };
          });
          const whole = sortChildren(children, goal, { reverse });
          expect(sortChildren(children, goal, { reverse, top })).toEqual(whole.slice(0, top));
        },
      ),
    );
  });

  it('keeps what a double cannot tell apart, where a caller without types passes bigints', () => {
    const sorted: readonly object[] = Array.from({ length: 20_000 }, (_, place) => ({
      bestPrimaryMetric: 2n ** 60n - BigInt(place),
    }));
    const children = sorted.map((_, position) => sorted[(position * 7919) % sorted.length] ?? {});
    expect(sortChildren(children, 'maximize')).toEqual(sorted);
    expect(sortChildren(children, 'maximize', { top: 7 })).toEqual(sorted.slice(0, 7));
  });

  it('is the identity when the direction is flipped twice', () => {
    fc.assert(
      fc.property(lists, goals, (children, goal) => {
        const once = sortChildren(children, goal);
        const there = sortChildren(once, goal, { reverse: true });
        expect(sortChildren(there, goal)).toEqual(once);
      }),
    );
  });

  it('never puts NaN before a number', () => {
    fc.assert(
      fc.property(lists, goals, fc.boolean(), (children, goal, reverse) => {
        const ranked = sortChildren(children, goal, { reverse }).map(hasMetric);
        expect(ranked.lastIndexOf(true)).toBeLessThan(
          ranked.includes(false) ? ranked.indexOf(false) : Number.POSITIVE_INFINITY,
        );
      }),
    );
  });

  it('leaves children without the metric out when asked to', () => {
    fc.assert(
      fc.property(lists, goals, (children, goal) => {
        expect(sortChildren(children, goal, { discardNoMetric: true })).toHaveLength(children.filter(hasMetric).length);
      }),
    );
  });

  it.each([
    ['top', { top: -1 }, 'top is -1, but takes a non-negative integer'],
    ['top', { top: 1.5 }, 'top is 1.5'],
    ['top', { top: Number.NaN }, 'top is NaN'],
  ])('refuses a %s that it cannot take, and names it', (option, options, message) => {
    const call = (): unknown => sortChildren([], 'maximize', options);
    expect(call).toThrow(InvalidArgumentError);
    expect(call).toThrow(message);
    expect(call).toThrow(expect.objectContaining({ option, code: 'invalid-argument', isRetryable: false }));
  });

  it('refuses flags that are no booleans, as a caller without types may pass them', () => {
    const options: object = { reverse: 'yes' };
    expect(() => sortChildren([], 'maximize', options)).toThrow('reverse is "yes", but takes true or false');
    const other: object = { discardNoMetric: 1 };
    expect(() => sortChildren([], 'maximize', other)).toThrow('discardNoMetric is 1');
  });
});
