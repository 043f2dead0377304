import type { StoredMetric, StoredMetricRow } from './stored-metric.js';

/** Which rows of a metric are picked of each child. */
export interface ChildMetricsQuery {
  readonly name: string;
  readonly goal: 'maximize' | 'minimize';
  readonly scope: 'best' | 'last';
  /** Only these children. */
  readonly runIds?: readonly string[] | undefined;
}

/** A row with its place among all rows of its metric, from 0. */
export interface PickedRow extends StoredMetricRow {
  readonly position: number;
}

/** A child with the rows of a metric among which the one is that stands for it. */
export interface ChildMetric {
  readonly runId: string;
  /** `undefined` where the child never logged it. */
  readonly metric: StoredMetric | undefined;
  /** In the order in which they were committed. */
  readonly rows: readonly PickedRow[];
}
