import type { MissingMetricReason } from '../metrics/metric-series.js';
import type { RunStatus } from '../runs/run-status.js';
import type { ChildSummary } from '../runs/summarize-child.js';
import { closestName } from '../text/closest-name.js';
import { compareByGoal, type PrimaryMetric } from './primary-metric.js';
import { type ProvisionalReason, provisionalReasons } from './provisional-reasons.js';
import { type BestRunFilter, isEligible, selectBestChild } from './select-best-run.js';
import { hasMetric } from './sort-children.js';

/** A child that could not win, and why. */
export interface ExcludedChild {
  readonly runId: string;
  readonly status: RunStatus;
  /** Its value, where it has one. */
  readonly value: number | undefined;
  readonly reason: 'failed' | 'canceled' | MissingMetricReason;
}

/** Why no run is the best. */
export type NoBestRunReason =
  | { readonly code: 'no-children' }
  /** No child logged the metric. `closest` is the logged name that is most like it: most often what was meant. */
  | { readonly code: 'metric-never-logged'; readonly closest: string | undefined }
  /** The metric was logged, but never as a number. */
  | { readonly code: 'not-a-number' }
  /** Every child that has the metric was left out by `includeFailed` or `includeCanceled`. */
  | { readonly code: 'all-excluded' }
  /** Every child that has the metric was ruled out by the search that chose it: pruned, or outside of its constraints. */
  | { readonly code: 'all-pruned' }
  /** Nothing could be read of the children that might have it. */
  | { readonly code: 'unreadable' };

/** What is known when a best run is to be explained. */
export interface BestRunEvidence {
  /** All children of the sweep in listing order. */
  readonly children: readonly ChildSummary[];
  readonly primaryMetric: PrimaryMetric;
  readonly sweepStatus: RunStatus;
  /** What `getBestRunByPrimaryMetric` returns, where there is a best run. */
  readonly winner: { readonly runId: string; readonly value: number } | undefined;
  readonly filter?: BestRunFilter | undefined;
  /** The names of everything that the children logged. */
  readonly loggedMetricNames: readonly string[];
  /** What else makes the result provisional, beside the state of the sweep and of these children. */
  readonly provisionalBecause?: Iterable<ProvisionalReason> | undefined;
}

/** The reasons behind a best run, or behind there being none. */
export interface BestRunReasons {
  /** The other children with the same value. Which of them wins follows no rule of the service. */
  readonly tied: readonly string[];
  readonly excluded: readonly ExcludedChild[];
  /** Whether another run may still turn out to be better: one that has not ended, or could not be read. */
  readonly provisional: boolean;
  /** Why it is provisional; empty where it is not. */
  readonly provisionalBecause: readonly ProvisionalReason[];
  /** A child that is better than the winner that the service recorded. */
  readonly better: { readonly runId: string; readonly value: number } | undefined;
  /** Why there is no best run; `undefined` where there is one. */
  readonly reason: NoBestRunReason | undefined;
}

/** Explains a best run from all children of its sweep. It never names another winner than the one it was given. */
export function explainBestRun(evidence: BestRunEvidence): BestRunReasons {
  const { children, primaryMetric, winner, filter = {} } = evidence;
  const eligible = children.filter((child) => hasMetric(child) && isEligible(child.status, filter));
  const best = selectBestChild(children, primaryMetric.goal, filter);
  const isBetter =
    winner !== undefined &&
    best !== undefined &&
    compareByGoal(primaryMetric.goal, best.bestPrimaryMetric, winner.value) < 0;
  const isTied = (child: ChildSummary): boolean =>
    winner !== undefined &&
    child.runId !== winner.runId &&
    child.bestPrimaryMetric !== undefined &&
    compareByGoal(primaryMetric.goal, child.bestPrimaryMetric, winner.value) === 0;
  const because = new Set([
    ...provisionalReasons(evidence.sweepStatus, children),
    ...(evidence.provisionalBecause ?? []),
  ]);
  return {
    tied: eligible.filter(isTied).map(({ runId }) => runId),
    excluded: children.flatMap((child) => whyExcluded(child, filter)),
    provisional: because.size > 0,
    provisionalBecause: [...because],
    better: isBetter ? { runId: best.runId, value: best.bestPrimaryMetric } : undefined,
    reason: winner === undefined ? whyNoBest(evidence) : undefined,
  };
}

function whyExcluded(child: ChildSummary, filter: BestRunFilter): ExcludedChild[] {
  const { runId, status, bestPrimaryMetric: value, missingReason } = child;
  // Its status alone would say that including canceled runs lets it win.
  if (missingReason === 'pruned' || missingReason === 'infeasible')
    return [{ runId, status, value, reason: missingReason }];
  if (!isEligible(status, filter)) {
    return [{ runId, status, value, reason: status === 'Failed' ? 'failed' : 'canceled' }];
  }
  return hasMetric(child) ? [] : [{ runId, status, value: undefined, reason: missingReason ?? 'not-logged' }];
}

function whyNoBest({ children, primaryMetric, loggedMetricNames }: BestRunEvidence): NoBestRunReason {
  if (children.length === 0) return { code: 'no-children' };
  if (children.some(hasMetric)) return { code: 'all-excluded' };
  const reasons = new Set(children.map(({ missingReason }) => missingReason));
  if (reasons.has('not-a-number')) return { code: 'not-a-number' };
  if (reasons.has('unreadable')) return { code: 'unreadable' };
  const isLogged = loggedMetricNames.includes(primaryMetric.name);
  const isRuledOut = reasons.has('pruned') || reasons.has('infeasible');
  if (isRuledOut && (isLogged || reasons.size === 1)) return { code: 'all-pruned' };
  return { code: 'metric-never-logged', closest: closestName(primaryMetric.name, loggedMetricNames) };
}
