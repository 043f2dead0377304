import { checkArgument, checkBoolean, checkObject, checkTop } from '../errors/check-argument.js';
import { checkGoal, compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';
import { sortByValue } from './sort-by-value.js';

/** The least that a child needs to be ranked. */
export interface RankableChild {
  /** `undefined` (or NaN) where the child has no value: it comes after all that have one. */
  readonly bestPrimaryMetric?: number | undefined;
}

/** The three arguments of `get_children_sorted_by_primary_metric`, with the same defaults. */
export interface SortChildrenOptions {
  /** How many children to return; 0 or undefined (the default) is all. */
  readonly top?: number | undefined;
  /** Flips the order of the children that have the metric; the others still come last. Default false. */
  readonly reverse?: boolean | undefined;
  /** Leaves out children without the metric. Default false: they come last. */
  readonly discardNoMetric?: boolean | undefined;
}

/**
 * Sorts children by their best primary metric: descending under `maximize`, ascending under `minimize`. Children
 * without one come last in the order given, whatever `reverse` says. Ties keep the order given in both directions.
 * @param children in listing order; the array is not changed
 * @throws InvalidArgumentError where `children` is no array, the goal is no goal, `top` is no non-negative integer or a flag is
 *   no boolean
 * @example
 * sortChildren([{ id: 'a', bestPrimaryMetric: 0.9 }, { id: 'b', bestPrimaryMetric: 0.95 }], 'maximize', { top: 1 })
 * // [{ id: 'b', bestPrimaryMetric: 0.95 }]
 */
export function sortChildren<T extends RankableChild>(
  children: readonly T[],
  goal: PrimaryMetricGoal,
  options: SortChildrenOptions = {},
): T[] {
  checkArgument(Array.isArray(children), 'children', children, 'an array');
  checkGoal(goal);
  checkObject('options', options);
  const top = checkTop(options.top) || Infinity;
  const reverse = checkBoolean('reverse', options.reverse, false);
  const discardNoMetric = checkBoolean('discardNoMetric', options.discardNoMetric, false);

  // Sorted under the opposite goal, never a reversed result: that would reverse ties too.
  const first: T[] = firstRanked(children, top, (goal === 'maximize') === reverse ? 'minimize' : 'maximize');
  return discardNoMetric
    ? first
    : [...first, ...children.filter((child) => !hasMetric(child)).slice(0, top - first.length)];
}

/** A child that has a value. */
export type RankedChild<T> = T & { readonly bestPrimaryMetric: number };

/** Whether the child has a value that can be ranked: a number that is not NaN. JSON's null and texts are none. */
export function hasMetric<T extends RankableChild>(child: T): child is RankedChild<T> {
  const value = child.bestPrimaryMetric;
  // Callers without types may pass an exact integer, which compares with numbers.
  return typeof value === 'number' ? !Number.isNaN(value) : typeof value === 'bigint';
}

/**
 * The first `top` of the children that have a value, as a sort of all would give them. Of the candidates, some more than
 * are wanted, only the wanted ones are kept now and then, and the last of these is what a later child has to be better than.
 */
function firstRanked<T extends RankableChild>(
  children: readonly T[],
  top: number,
  goal: PrimaryMetricGoal,
): RankedChild<T>[] {
  let candidates: RankedChild<T>[] = [];
  let last: RankedChild<T> | undefined;
  const keepFirst = (): void => {
    candidates = sortByValue(candidates, goal).slice(0, top);
    last = candidates.at(-1);
  };
  for (const child of children) {
    if (!hasMetric(child)) continue;
    if (last && compareByGoal(goal, child.bestPrimaryMetric, last.bestPrimaryMetric) >= 0) continue;
    if (candidates.push(child) >= 2 * top + roomForMore) keepFirst();
  }
  keepFirst();
  return candidates;
}

/** So that a top of 1 is not sorted again with each child that is better. */
const roomForMore = 100;
