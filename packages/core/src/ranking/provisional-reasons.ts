import type { RunRecord } from '../runs/run.js';
import { isTerminalStatus, type RunStatus } from '../runs/run-status.js';
import type { ChildSummary } from '../runs/summarize-child.js';

/**
 * Why a best run may still turn out to be another one:
 * - `sweep-not-ended`: the sweep may start more children
 * - `children-not-ended`: some child may still log a better value
 * - `children-unreadable`: the metrics of some child could not be read
 * - `recorded-best-unreadable`: the winner that the service recorded, or its run, could not be read; all children were
 *   compared in its place
 * - `children-missing`: the sweep says that it had more children than the service keeps
 * - `resumed-sweep-gone`: a sweep that this one resumed from no longer exists
 */
export type ProvisionalReason =
  | 'sweep-not-ended'
  | 'children-not-ended'
  | 'children-unreadable'
  | 'recorded-best-unreadable'
  | 'children-missing'
  | 'resumed-sweep-gone';

/**
 * What of a sweep and its children makes its best provisional.
 * @param sweepStatus the status of the sweep
 * @param children those that were compared
 */
export function provisionalReasons(
  sweepStatus: RunStatus,
  children: Iterable<Pick<ChildSummary, 'status' | 'missingReason'>>,
): ReadonlySet<ProvisionalReason> {
  const reasons = new Set<ProvisionalReason>();
  if (!isTerminalStatus(sweepStatus)) reasons.add('sweep-not-ended');
  for (const { status, missingReason } of children) {
    if (!isTerminalStatus(status)) reasons.add('children-not-ended');
    if (missingReason === 'unreadable') reasons.add('children-unreadable');
  }
  return reasons;
}

/** How many children a sweep that has ended had more than there are; 0 where it does not say how many it had. */
export function missingChildren(
  { status, expectedChildren = 0 }: Pick<RunRecord, 'status' | 'expectedChildren'>,
  found: number,
): number {
  return isTerminalStatus(status) ? Math.max(0, expectedChildren - found) : 0;
}
