import type { Hyperparameters } from '../hyperparameters/hyperparameters.js';
import type { MetricOrigin, MetricReading, MissingMetricReason } from '../metrics/metric-series.js';
import type { RunRecord } from './run.js';
import type { RunStatus } from './run-status.js';
import { whyRuledOut } from './search-trial.js';
import { placementOf, type TrialPlacement } from './trial-placement.js';

/** One line of a sweep's table: what `getChildrenSortedByPrimaryMetric` returns for each child. */
export interface ChildSummary {
  readonly runId: string;
  /** The child's hyperparameters, `undefined` where no source has them. */
  readonly hyperparameters: Hyperparameters | undefined;
  /** The value that the child is ranked by, `undefined` where it has none. Never NaN. */
  readonly bestPrimaryMetric: number | undefined;
  readonly status: RunStatus;
  /** Where among the logged values the best was found. */
  readonly origin: MetricOrigin | undefined;
  /** Why `bestPrimaryMetric` is missing, where it is. */
  readonly missingReason: MissingMetricReason | undefined;
  /** See {@link isTrial}: false for a child that tries nothing. */
  readonly isTrial: boolean;
  /** Where it runs or waits, where its run says it. */
  readonly placement?: TrialPlacement | undefined;
}

/**
 * Whether a child of a sweep tries a point of the search space: all do but the `<sweep>_preparation` run that sweeps had
 * until April 2021.
 */
export function isTrial({ runId, parentRunId }: Pick<RunRecord, 'runId' | 'parentRunId'>): boolean {
  return parentRunId === undefined || runId !== preparationRunId(parentRunId);
}

/** The id of the run that prepared a sweep, where it has one. */
export function preparationRunId(sweepId: string): string {
  return `${sweepId}_preparation`;
}

/** Puts together what is known of one child. A trial that its search rules out has no primary metric, whatever it logged. */
export function summarizeChild(
  child: Pick<RunRecord, 'runId' | 'status' | 'parentRunId' | 'searchTrial'> &
    Partial<Pick<RunRecord, 'properties' | 'queueMessage'>>,
  logged: MetricReading,
  hyperparameters: Hyperparameters | undefined,
): ChildSummary {
  const ruledOut = whyRuledOut(child);
  const reading: MetricReading = ruledOut === undefined ? logged : { kind: 'missing', reason: ruledOut };
  return {
    runId: child.runId,
    hyperparameters,
    bestPrimaryMetric: reading.kind === 'value' ? reading.value : undefined,
    status: child.status,
    origin: reading.kind === 'value' ? reading.origin : undefined,
    missingReason: reading.kind === 'missing' ? reading.reason : undefined,
    isTrial: isTrial(child),
    placement: placementOf(child),
  };
}
