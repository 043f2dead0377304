import {
  type ChildSummary,
  type MetricReading,
  type MetricScope,
  type PrimaryMetricGoal,
  readMetric,
  selectBestChild,
  sortChildren,
  summarizeChild,
} from '@hyperdrive-run/core';
import type { Child } from './sweep-data.js';

/** How the table is ranked: what the controls say. */
export interface Ranking {
  readonly metric: string;
  readonly goal: PrimaryMetricGoal;
  readonly scope: MetricScope;
  readonly reverse: boolean;
  readonly discardNoMetric: boolean;
  readonly top: number;
}

/** A row of the table. */
export interface RankedChild extends ChildSummary {
  readonly child: Child;
}

/** The children in the order of the table, and the best of all of them under the same rule. */
export interface RankedChildren {
  readonly rows: readonly RankedChild[];
  readonly bestRunId: string | undefined;
}

/** Ranks in the browser with the same rules as everywhere: core's. */
export function rankChildren(children: readonly Child[], ranking: Ranking): RankedChildren {
  const { metric, goal, scope } = ranking;
  const all = children.map((child): RankedChild => {
    const reading: MetricReading =
      child.metrics === undefined
        ? { kind: 'missing', reason: 'unreadable' }
        : readMetric(child.metrics.get(metric), goal, scope);
    return { ...summarizeChild(child, reading, child.hyperparameters), child };
  });
  return { rows: sortChildren(all, goal, ranking), bestRunId: selectBestChild(all, goal)?.runId };
}

/** The names of all metrics that some child logged, the given one first. */
export function metricNames(children: readonly Child[], first: string): string[] {
  const names = new Set(children.flatMap(({ metrics }) => [...(metrics?.keys() ?? [])]));
  names.delete(first);
  return [first, ...[...names].toSorted()];
}
