import type { PrimaryMetricGoal } from '../ranking/primary-metric.js';
import { type ProvisionalReason, provisionalReasons } from '../ranking/provisional-reasons.js';
import { selectBestChild } from '../ranking/select-best-run.js';
import { totalTrials } from './planned-trials.js';
import { isTerminalStatus, type RunStatus } from './run-status.js';
import type { ChildSummary } from './summarize-child.js';

/** How far a sweep is. */
export interface SweepProgress {
  /** How many children there are of each status, in the order in which the statuses were met. */
  readonly childrenByStatus: ReadonlyMap<RunStatus, number>;
  readonly finishedChildren: number;
  /** The most trials that the sweep may run; it can end with fewer. */
  readonly maxTotalRuns: number;
  /**
   * How many trials the sweep comes to: the limit, or the points of its search space where these are fewer; once all are
   * generated, as many as there are.
   */
  readonly totalTrials: number;
  /** The best child up to now, whatever its status; of tied ones the first in listing order, as for a best run. */
  readonly bestSoFar: ChildSummary | undefined;
  /** Whether another child may still turn out to be better. */
  readonly provisional: boolean;
  /** Why it may; empty where the best is final. */
  readonly provisionalBecause: readonly ProvisionalReason[];
  /** Milliseconds since the sweep began. */
  readonly elapsedMs: number | undefined;
  /** Milliseconds that the rest will take if it goes on as before; `undefined` where nothing can be said yet. */
  readonly estimatedRestMs: number | undefined;
}

/** What the progress is measured from. */
export interface SweepProgressEvidence {
  readonly status: RunStatus;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
  /** In listing order. */
  readonly children: Iterable<ChildSummary>;
  readonly goal: PrimaryMetricGoal;
  readonly maxTotalRuns: number;
  /** What `plannedTrials` says of the sweep; default `maxTotalRuns`. */
  readonly plannedTrials?: number | undefined;
  /** Whether the service has made all trials that there will be. Default false. */
  readonly isAllGenerated?: boolean | undefined;
  readonly now: Date;
}

/** Sums up a sweep's children. The preparation run of older sweeps is no trial and is not counted. */
export function measureProgress(evidence: SweepProgressEvidence): SweepProgress {
  const childrenByStatus = new Map<RunStatus, number>();
  let finishedChildren = 0;
  const trials = [...evidence.children].filter(({ isTrial }) => isTrial);
  for (const { status } of trials) {
    childrenByStatus.set(status, (childrenByStatus.get(status) ?? 0) + 1);
    if (isTerminalStatus(status)) finishedChildren += 1;
  }
  const because = provisionalReasons(evidence.status, trials);
  const { startTime, endTime, now, maxTotalRuns } = evidence;
  const { plannedTrials: planned = maxTotalRuns, isAllGenerated = false } = evidence;
  const total = totalTrials({ trials: trials.length, planned, isAllGenerated });
  const elapsedMs = startTime && Math.max(0, (endTime ?? now).getTime() - startTime.getTime());
  return {
    childrenByStatus,
    finishedChildren,
    maxTotalRuns,
    totalTrials: total,
    bestSoFar: selectBestChild(trials, evidence.goal),
    provisional: because.size > 0,
    provisionalBecause: [...because],
    elapsedMs,
    estimatedRestMs: estimateRest(evidence.status, finishedChildren, total, elapsedMs),
  };
}

function estimateRest(
  status: RunStatus,
  finished: number,
  total: number,
  elapsedMs: number | undefined,
): number | undefined {
  if (isTerminalStatus(status)) return 0;
  if (finished === 0 || elapsedMs === undefined) return undefined;
  return (elapsedMs / finished) * Math.max(0, total - finished);
}
