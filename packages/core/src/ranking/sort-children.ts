import { checkBoolean, checkTop } from '../errors/check-argument.js';
import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';
import { selectTop } from './select-top.js';

/** The least that a child needs to be ranked. */
export interface RankableChild {
  /** `undefined` (or NaN) where the child has no value: it stands behind all that have one. */
  readonly bestPrimaryMetric?: number | undefined;
}

/** The three arguments of `get_children_sorted_by_primary_metric`, with the same defaults. */
export interface SortChildrenOptions {
  /** How many children to answer; 0 or undefined (the default) is all. */
  readonly top?: number | undefined;
  /** Flips the order of the children that have the metric; the others stay behind them. Default false. */
  readonly reverse?: boolean | undefined;
  /** Leaves out children without the metric. Default false: they come last. */
  readonly discardNoMetric?: boolean | undefined;
}

/**
 * Sorts children by their best primary metric: descending under `maximize`, ascending under `minimize`. Children
 * without one come last in the order given, whatever `reverse` says. Ties keep the order given in both directions.
 * @param children in listing order; the array is not changed
 * @throws InvalidArgumentError where `top` is no non-negative integer or a flag is no boolean
 * @example
 * sortChildren([{ id: 'a', bestPrimaryMetric: 0.9 }, { id: 'b', bestPrimaryMetric: 0.95 }], 'maximize', { top: 1 })
 * // [{ id: 'b', bestPrimaryMetric: 0.95 }]
 */
export function sortChildren<T extends RankableChild>(
  children: readonly T[],
  goal: PrimaryMetricGoal,
  options: SortChildrenOptions = {},
): T[] {
  const top = checkTop(options.top);
  const reverse = checkBoolean('reverse', options.reverse, false);
  const discardNoMetric = checkBoolean('discardNoMetric', options.discardNoMetric, false);

  const compare = compareRanked(reverse ? oppositeOf(goal) : goal);
  const ranked = children.filter(hasMetric);
  const first = top === 0 || top >= ranked.length ? ranked.toSorted(compare) : selectTop(ranked, top, compare);
  if (discardNoMetric) return first;
  const all = [...first, ...children.filter((child) => !hasMetric(child))];
  return top === 0 ? all : all.slice(0, top);
}

/** Whether the child has a value that can be ranked. */
export function hasMetric<T extends RankableChild>(child: T): child is T & { readonly bestPrimaryMetric: number } {
  return child.bestPrimaryMetric !== undefined && !Number.isNaN(child.bestPrimaryMetric);
}

function compareRanked(
  goal: PrimaryMetricGoal,
): (a: { readonly bestPrimaryMetric: number }, b: { readonly bestPrimaryMetric: number }) => number {
  // One comparator under the opposite goal, never a reversed result: that would reverse ties too.
  return (a, b) => compareByGoal(goal, a.bestPrimaryMetric, b.bestPrimaryMetric);
}

function oppositeOf(goal: PrimaryMetricGoal): PrimaryMetricGoal {
  return goal === 'maximize' ? 'minimize' : 'maximize';
}
