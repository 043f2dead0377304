import { checkArgument, checkBoolean, checkObject } from '../errors/check-argument.js';
import type { RunStatus } from '../runs/run-status.js';
import { checkGoal, compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';
import { hasMetric, type RankableChild } from './sort-children.js';

/** A child that can be the best: its value and its status. */
export interface BestRunCandidate extends RankableChild {
  readonly status: RunStatus;
}

/** Which children may win. Both default to true, as in the Python class. */
export interface BestRunFilter {
  /** Whether a child that Failed may win. Default true. */
  readonly includeFailed?: boolean | undefined;
  /** Whether a child that was Canceled may win. Default true. */
  readonly includeCanceled?: boolean | undefined;
}

/**
 * Whether a run with this status may be the best. Of the statuses only Failed and Canceled can be excluded.
 * @throws InvalidArgumentError where a flag is no boolean
 */
export function isEligible(status: RunStatus, filter: BestRunFilter = {}): boolean {
  const includeFailed = checkBoolean('includeFailed', filter.includeFailed, true);
  const includeCanceled = checkBoolean('includeCanceled', filter.includeCanceled, true);
  if (status === 'Failed') return includeFailed;
  if (status === 'Canceled') return includeCanceled;
  return true;
}

/**
 * The best child by its primary metric, of those that may win; of tied ones the first in the order given.
 * @param children in listing order
 * @returns `undefined` where no eligible child has the metric
 * @throws InvalidArgumentError where `children` is no iterable of objects, the goal is no goal or a flag is no boolean
 * @example
 * selectBestChild([{ id: 'a', status: 'Completed', bestPrimaryMetric: 0 }], 'minimize') // a: a best of 0 is a best
 */
export function selectBestChild<T extends BestRunCandidate>(
  children: Iterable<T>,
  goal: PrimaryMetricGoal,
  filter: BestRunFilter = {},
): (T & { readonly bestPrimaryMetric: number }) | undefined {
  checkArgument(isIterable(children), 'children', children, 'an iterable of children');
  checkGoal(goal);
  checkObject('filter', filter);
  let best: (T & { readonly bestPrimaryMetric: number }) | undefined;
  for (const child of children) {
    if (!hasMetric(child) || !isEligible(child.status, filter)) continue;
    if (best === undefined || compareByGoal(goal, child.bestPrimaryMetric, best.bestPrimaryMetric) < 0) best = child;
  }
  return best;
}

/** A text is one too, of letters, which no caller means. */
function isIterable(value: unknown): boolean {
  return typeof value === 'object' && value !== null && Symbol.iterator in value;
}
