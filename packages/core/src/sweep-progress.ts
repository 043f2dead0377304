import { totalTrials } from './planned-trials.js';
import { compareByGoal, type PrimaryMetricGoal } from './primary-metric.js';
import { isTerminalStatus, type RunStatus } from './run-status.js';
import { hasMetric } from './sort-children.js';
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
  /** The best child up to now, whatever its status: the first of tied ones. */
  readonly bestSoFar: ChildSummary | undefined;
  /** Milliseconds since the sweep began. */
  readonly elapsedMs: number | undefined;
  /** Milliseconds that the rest will take if it goes on as before; `undefined` where nothing can be said yet. */
  readonly estimatedRestMs: number | undefined;
}

/** What the progress is told from. */
export interface SweepProgressEvidence {
  readonly status: RunStatus;
  readonly startTime: Date | undefined;
  readonly endTime: Date | undefined;
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
  let bestSoFar: (ChildSummary & { readonly bestPrimaryMetric: number }) | undefined;
  for (const child of evidence.children) {
    if (!child.isTrial) continue;
    childrenByStatus.set(child.status, (childrenByStatus.get(child.status) ?? 0) + 1);
    if (isTerminalStatus(child.status)) finishedChildren += 1;
    if (!hasMetric(child)) continue;
    const isBetter =
      bestSoFar === undefined || compareByGoal(evidence.goal, child.bestPrimaryMetric, bestSoFar.bestPrimaryMetric) < 0;
    if (isBetter) bestSoFar = child;
  }
  const { startTime, endTime, now, maxTotalRuns } = evidence;
  const { plannedTrials: planned = maxTotalRuns, isAllGenerated = false } = evidence;
  const trials = [...childrenByStatus.values()].reduce((sum, count) => sum + count, 0);
  const total = totalTrials({ trials, planned, isAllGenerated });
  const elapsedMs = startTime && Math.max(0, (endTime ?? now).getTime() - startTime.getTime());
  return {
    childrenByStatus,
    finishedChildren,
    maxTotalRuns,
    totalTrials: total,
    bestSoFar,
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
