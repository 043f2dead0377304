import {
  type ChildSummary,
  type PrimaryMetric,
  type RunRecord,
  type SortChildrenOptions,
  sortChildren,
} from '@hyperdrive-run/core';
import { checkTop } from '@hyperdrive-run/core/internal';
import type { SweepBackend } from '@hyperdrive-run/core/ports';
import { flag, type OptionChecks } from '../../arguments/option-checks.js';
import { completeHyperparameters } from './collect-hyperparameters.js';
import { type ReadChildrenOptions, readChildren, readChildrenChecks } from './read-children.js';
import { type Leaders, readLeaders } from './read-leaders.js';

/** How children are sorted and read. */
export interface ListSortedChildrenOptions extends SortChildrenOptions, ReadChildrenOptions {}

/** @see ListSortedChildrenOptions */
export const listSortedChildrenChecks: OptionChecks<ListSortedChildrenOptions> = {
  ...readChildrenChecks,
  top: (_, value) => void checkTop(value),
  reverse: flag,
  discardNoMetric: flag,
};

/** The children sorted by the primary metric. Asks for more only where the children shown lack hyperparameters. */
export async function listSortedChildren(
  backend: SweepBackend,
  parent: RunRecord,
  primaryMetric: PrimaryMetric,
  options: ListSortedChildrenOptions = {},
): Promise<ChildSummary[]> {
  // Sorting nothing checks the options before the first request is made.
  sortChildren([], primaryMetric.goal, options);
  const { children, records } =
    (await readFirst(backend, parent, primaryMetric, options)) ??
    (await readChildren(backend, parent, primaryMetric, options));
  const shown = sortChildren(children, primaryMetric.goal, options);
  warnOfHidden(children, shown, options);
  return completeHyperparameters(backend, parent, shown, records, options);
}

/** The children of which the first ones are shown, without the others; `undefined` where all may be shown. */
async function readFirst(
  backend: SweepBackend,
  parent: RunRecord,
  primaryMetric: PrimaryMetric,
  options: ListSortedChildrenOptions,
): Promise<Leaders | undefined> {
  const { top = 0, reverse, discardNoMetric } = options;
  if (top === 0 || reverse === true) return undefined;
  const leaders = await readLeaders(backend, parent, primaryMetric, top, options);
  const ranked = leaders?.children.filter(({ bestPrimaryMetric }) => bestPrimaryMetric !== undefined).length ?? 0;
  // Where they are fewer, children without a value are shown, too.
  return ranked >= top || discardNoMetric === true ? leaders : undefined;
}

/** A child that could not be read might belong anywhere in the order. Where `top` or `discardNoMetric` hides it, a warning says so. */
function warnOfHidden(
  children: readonly ChildSummary[],
  shown: readonly ChildSummary[],
  { onWarning }: ListSortedChildrenOptions,
): void {
  const ids = new Set(shown.map(({ runId }) => runId));
  const hidden = children.filter(({ runId, missingReason }) => missingReason === 'unreadable' && !ids.has(runId));
  if (hidden.length === 0) return;
  const names = hidden.map(({ runId }) => JSON.stringify(runId)).join(', ');
  onWarning?.(`The metrics of ${names} could not be read; they are not among the children shown, and might lead them.`);
}
