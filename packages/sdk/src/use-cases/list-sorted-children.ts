import {
  type ChildSummary,
  type PrimaryMetric,
  type RunRecord,
  type SortChildrenOptions,
  type SweepBackend,
  sortChildren,
} from '@hyperdrive-run/core';
import { completeHyperparameters } from './collect-hyperparameters.js';
import { type ReadChildrenOptions, readChildren } from './read-children.js';

/** How children are sorted and read. */
export interface ListSortedChildrenOptions extends SortChildrenOptions, ReadChildrenOptions {}

/** The children sorted by the primary metric. Asks for more only where the children shown lack hyperparameters. */
export async function listSortedChildren(
  backend: SweepBackend,
  parent: RunRecord,
  primaryMetric: PrimaryMetric,
  options: ListSortedChildrenOptions = {},
): Promise<ChildSummary[]> {
  // Sorting nothing checks the options before the first request is made.
  sortChildren([], primaryMetric.goal, options);
  const { children, records } = await readChildren(backend, parent, primaryMetric, options);
  return completeHyperparameters(backend, sortChildren(children, primaryMetric.goal, options), records, options);
}
